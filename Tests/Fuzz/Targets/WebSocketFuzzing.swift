import Wire

/// What a stream of frames led to, without pointers, so that it can be compared.
private enum Told: Equatable {
    case message(Opcode, [UInt8])
    case closed(CloseCode)
    case failed(CloseCode)

    init?(_ event: WebSocketEvent) {
        switch event {
        case .needsMore: return nil
        case .text(let bytes): self = .message(.text, Array(bytes))
        case .binary(let bytes): self = .message(.binary, Array(bytes))
        case .ping(let bytes): self = .message(.ping, Array(bytes))
        case .pong(let bytes): self = .message(.pong, Array(bytes))
        case .close(let code): self = .closed(code)
        case .failure(let code, _): self = .failed(code)
        }
    }
}

/// Messages come out the same however the stream is cut, and stay within their limits.
func fuzzFrames(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice(), options = input.choice()
    let whole = messages(in: input.pieces(0), options)
    try hold(messages(in: input.pieces(cut), options) == whole, "a cut stream gives other messages than a whole one")
    for case .message(let opcode, let bytes) in whole {
        try hold(bytes.count <= 4096, "a message is longer than allowed")
        try hold(opcode != .text || String(validating: bytes, as: UTF8.self) != nil, "a text is not UTF-8")
    }
}

private func messages(in pieces: [[UInt8]], _ options: UInt8) -> [Told] {
    var limits = WebSocketLimits()
    limits.messageBytes = 4096
    limits.fragments = 16
    let inflater =
        options & 2 == 0 ? nil : Inflater(windowBits: options & 4 == 0 ? 15 : 9, keepsContext: options & 8 == 0)
    let reader = WebSocketReader(role: options & 1 == 0 ? .server : .client, limits: limits, inflater: inflater)
    return read(pieces, reader)
}

private func read(_ pieces: [[UInt8]], _ reader: WebSocketReader) -> [Told] {
    var told: [Told] = []
    for piece in pieces {
        var piece = piece
        piece.withUnsafeMutableBytes { bytes in
            var rest = bytes
            while let event = Told(reader.next(&rest)) { told.append(event) }
        }
    }
    return told
}

/// Binary messages that are compressed, put into masked frames, and read again are the same.
func fuzzDeflate(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice(), options = input.choice()
    let windowBits = 9 + Int(options & 7) % 7, keepsContext = options & 8 == 0
    let deflater = Deflater(windowBits: windowBits, keepsContext: keepsContext, level: 1 + Int(options >> 4) % 9)
    var sent: [Told] = [], stream: [UInt8] = []
    while !input.isEmpty {
        // Long enough, and like itself, that windows matter.
        let piece = input.piece(), message = Array(repeating: piece, count: 1 + Int(input.choice() & 31)).flatMap { $0 }
        sent.append(.message(.binary, message))
        message.withUnsafeBytes { bytes in
            deflater.deflate(bytes) { compressed in
                let header = FrameEncoder.Header(.binary, length: compressed.count, isCompressed: true, mask: 0)
                header.withBytes { stream.append(contentsOf: $0) }
                stream.append(contentsOf: compressed)
            }
        }
    }
    let inflater = Inflater(windowBits: windowBits, keepsContext: keepsContext)
    let reader = WebSocketReader(role: .server, limits: WebSocketLimits(), inflater: inflater)
    try hold(read(FuzzInput(stream).pieces(cut), reader) == sent, "what was compressed is not what is read")
}
