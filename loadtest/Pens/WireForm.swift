import Wire

/// How a transport frames an event on its socket.
enum WireForm: Sendable {
    /// A text message of a client's WebSocket.
    case webSocketText

    /// The mask of all frames: any number will do, see ``EncodedScript``.
    private static let mask: UInt32 = 0x5A17_C3E9

    /// What a WebSocket offers at its upgrade.
    var subprotocols: [String] {
        switch self {
        case .webSocketText: []
        }
    }

    /// The bytes of one event.
    func message(_ event: [UInt8]) -> [UInt8] {
        switch self {
        case .webSocketText: Self.frame(.text, event)
        }
    }

    /// A client's frame.
    static func frame(_ opcode: Opcode, _ payload: [UInt8]) -> [UInt8] {
        var bytes = FrameEncoder.Header(opcode, length: payload.count, mask: mask).withBytes { Array($0) }
        let start = bytes.count
        bytes += payload
        bytes.withUnsafeMutableBytes {
            Masking.apply(mask, to: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
        }
        return bytes
    }
}
