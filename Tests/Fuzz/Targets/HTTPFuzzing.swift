import Wire

/// Everybody is a proxy here, so that every entry of a header is looked at.
private let trusted = ["0.0.0.0/0", "::/0"].compactMap { AddressBlock($0) }

/// A connection does the same however its bytes are cut, answers every request that it hands over, and what is read from them does
/// not trap.
func fuzzRequests(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice(), manners = input.choice()
    var limits = HTTPLimits()
    if manners & 1 == 1 {
        limits.requestLineBytes = 64
        limits.headBytes = 128
        limits.headerCount = 4
        limits.bodyBytes = 32
    }
    var whole = FuzzedConnection(limits, manners: manners), pieces = FuzzedConnection(limits, manners: manners)
    for piece in input.pieces(0) { try whole.receive(piece) }
    for piece in input.pieces(cut) { try pieces.receive(piece) }
    try hold(whole.told == pieces.told, "a cut stream leads to other actions than a whole one")
    try hold(whole.sent == pieces.sent, "a cut stream is answered differently from a whole one")
    for request in whole.requests {
        try hold(request.body.count <= limits.bodyBytes, "a body is longer than allowed")
        try hold(request.headers.fields.count <= limits.headerCount, "there are more headers than allowed")
        _ = try? WebSocketUpgrade(request)
        _ = try? EngineRequest(query: request.query)
        _ = DeflateAgreement(offers: request.headers.elements("sec-websocket-extensions"), WebSocketDeflate())
        _ = ForwardedFor.client(request.headers, peer: IPAddress(v4: 1), trusted: trusted)
    }
}

/// A connection whose handlers do, request by request, what the bits of a byte say.
private struct FuzzedConnection {
    private let limits: HTTPLimits
    private let manners: UInt8
    private var machine: HTTPServerMachine
    private var body: [UInt8] = []
    private(set) var requests: [HTTPRequest] = []
    /// What handlers were told, and how it ended.
    private(set) var told: [String] = []
    private(set) var sent: [UInt8] = []
    private var isOver = false

    init(_ limits: HTTPLimits, manners: UInt8) {
        self.limits = limits
        self.manners = manners
        machine = HTTPServerMachine(limits: limits)
    }

    mutating func receive(_ bytes: [UInt8]) throws(FuzzFinding) {
        bytes.withUnsafeBytes { machine.receive($0) }
        while let action = machine.next() { try perform(action) }
        try hold(
            machine.heldBytes <= bytes.count + limits.headBytes + limits.bodyBytes, "it holds more than it was given")
    }

    private mutating func perform(_ action: HTTPServerMachine.Action) throws(FuzzFinding) {
        try hold(!isOver, "there is an action behind the last one")
        switch action {
        case .decide(let head):
            requests.append(head)
            told.append("head \(head.method.rawValue) \(head.path)")
            decide(head)
        case .handle(let request):
            requests.append(request)
            told.append("request of \(request.body.count) bytes")
            answer()
        case .body(let bytes): body += bytes
        case .bodyEnd:
            told.append("body of \(body.count) bytes")
            body = []
            answer()
        case .giveUp: body = []
        case .refuse(let refusal):
            told.append("\(refusal)")
            let isTaken = machine.respond(HTTPResponse(.badRequest))
            try hold(isTaken, "a refusal is not taken")
        case .send(let bytes):
            sent += bytes
            machine.left()
        case .clock, .read: break
        case .close, .abort:
            told.append("\(action)")
            isOver = true
        }
    }

    private mutating func decide(_ head: HTTPRequest) {
        switch (manners >> 1 &+ UInt8(truncatingIfNeeded: requests.count)) % 4 {
        case 0: answer()
        case 1: machine.stream(upTo: limits.bodyBytes)
        default: machine.collect(upTo: limits.bodyBytes)
        }
    }

    private mutating func answer() {
        guard manners & 8 == 8, machine.begin(HTTPResponse(.ok), length: manners & 16 == 16 ? 3 : nil) else {
            machine.respond(HTTPResponse(.ok, text: "ok"))
            return
        }
        machine.write([1, 2])
        if manners & 32 == 0 { machine.write([3, 4]) }
        machine.finish()
    }
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
