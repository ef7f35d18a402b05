import Wire

/// Payloads are taken whole or not at all; packets and their events lie within what was sent.
func fuzzSocketIO(_ input: [UInt8]) throws(FuzzFinding) {
    let bytes = FuzzInput(input).rest
    if var payload = EnginePayloadReader(bytes) {
        while !payload.isAtEnd {
            guard let packet = payload.next() else {
                throw FuzzFinding("a payload that was accepted ends in the middle")
            }
            if case .text(_, let range) = packet { _ = payload.withData(range) { $0.byteCount } }
        }
    }
    var limits = SocketIOLimits()
    limits.attachments = 3
    limits.attachmentBytes = 64
    var reader = SocketIOReader(limits: limits), pieces = FuzzInput(input)
    while !pieces.isEmpty {
        let isBinary = pieces.choice() & 1 == 1, message = pieces.piece()
        if isBinary {
            guard let assembled = try? reader.read(binary: message.span.bytes) else { continue }
            try hold(assembled.attachments.count == assembled.packet.attachments, "attachments are missing")
            try hold(assembled.attachments.reduce(0) { $0 + $1.count } <= 64, "attachments are longer than allowed")
        } else if let packet = try? reader.read(message.span.bytes) {
            try hold(packet.payload.upperBound <= message.count, "a payload reaches beyond its packet")
            let payload = Array(message[packet.payload])
            if let event = SocketIOEvent(payload: payload.span.bytes) {
                try hold(event.arguments.upperBound <= payload.count, "arguments reach beyond their payload")
            }
        }
    }
}
