import Wire

/// A header comes out the same however the stream is cut, and nothing behind it is taken.
func fuzzProxyHeaders(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice()
    let whole = header(in: input.pieces(0)), pieces = header(in: input.pieces(cut))
    try hold(whole.event == pieces.event, "a cut stream gives another header than a whole one")
    try hold(whole.taken == pieces.taken, "a cut stream's header ends elsewhere than a whole one's")
}

private func header(in pieces: [[UInt8]]) -> (event: ProxyHeaderParser.Event, taken: Int) {
    var parser = ProxyHeaderParser(), taken = 0
    for piece in pieces {
        var cursor = 0
        let event = parser.next(piece.span.bytes, &cursor)
        taken += cursor
        if event != .needsMore { return (event, taken) }
    }
    return (.needsMore, taken)
}
