import Wire

/// Everybody is a proxy here, so that every entry of a header is looked at.
private let trusted = ["0.0.0.0/0", "::/0"].compactMap { AddressBlock($0) }

/// Requests come out the same however the stream is cut, stay within their limits, and what is read from them does not trap.
func fuzzRequests(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice()
    var limits = HTTPLimits()
    if input.choice() & 1 == 1 {
        limits.requestLineBytes = 64
        limits.headBytes = 128
        limits.headerCount = 4
        limits.bodyBytes = 32
    }
    let whole = requests(in: input.pieces(0), limits)
    try hold(requests(in: input.pieces(cut), limits) == whole, "a cut stream gives other requests than a whole one")
    for case .request(let request) in whole {
        try hold(request.body.count <= limits.bodyBytes, "a body is longer than allowed")
        try hold(request.headers.fields.count <= limits.headerCount, "there are more headers than allowed")
        _ = request.keepsAlive
        _ = try? WebSocketUpgrade(request)
        _ = try? EngineRequest(query: request.query)
        _ = DeflateAgreement(offers: request.headers.elements("sec-websocket-extensions"), WebSocketDeflate())
        _ = ForwardedFor.client(request.headers, peer: IPAddress(v4: 1), trusted: trusted)
    }
}

private func requests(in pieces: [[UInt8]], _ limits: HTTPLimits) -> [HTTPRequestParser.Event] {
    var parser = HTTPRequestParser(limits: limits), events: [HTTPRequestParser.Event] = []
    for piece in pieces {
        var cursor = 0
        while true {
            let event = parser.next(piece.span.bytes, &cursor)
            if event == .needsMore { break }
            events.append(event)
            if case .failure = event { return events }
        }
    }
    return events
}

/// Responses come out the same however the stream is cut.
func fuzzResponses(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice(), answersHead = input.choice() & 1 == 1
    let whole = responses(in: input.pieces(0), answersHead)
    try hold(
        responses(in: input.pieces(cut), answersHead) == whole, "a cut stream gives other responses than a whole one")
    for case .response(let response) in whole {
        let handshake = WebSocketHandshake(host: "h", path: "/", nonce: (1, 2))
        _ = try? handshake.accept(response)
    }
}

private func responses(in pieces: [[UInt8]], _ answersHead: Bool) -> [HTTPResponseReader.Event] {
    var reader = HTTPResponseReader(), events: [HTTPResponseReader.Event] = []
    reader.answersHead = answersHead
    for piece in pieces {
        var cursor = 0
        while true {
            let event = reader.next(piece.span.bytes, &cursor)
            if event == .needsMore { break }
            events.append(event)
            if case .failure = event { return events }
        }
    }
    if let last = reader.end() { events.append(.response(last)) }
    return events
}
