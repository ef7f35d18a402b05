import Ink
import Wire

/// How a transport frames an event on its socket.
enum WireForm: Sendable {
    /// A text message of a client's WebSocket.
    case webSocketText
    /// The same, but ink as binary messages of `pilsun.ink.v1`.
    case webSocketBinary
    /// A Socket.IO event in a text message of a WebSocket.
    case socketIO
    /// A Socket.IO event as a packet of a long-polling payload, behind the separator.
    case polling

    /// The mask of all frames: any number will do, see ``EncodedScript``.
    private static let mask: UInt32 = 0x5A17_C3E9
    /// Stands between the packets of a payload (Engine.IO 4).
    static let separator: UInt8 = 0x1E

    /// What a WebSocket offers at its upgrade.
    var subprotocols: [String] { self == .webSocketBinary ? [BinaryInk.subprotocol] : [] }

    /// The bytes of one event.
    func message(_ event: [UInt8]) -> [UInt8] {
        switch self {
        case .webSocketText, .webSocketBinary: Self.frame(.text, event)
        case .socketIO: Self.frame(.text, Array("42".utf8) + event)
        case .polling: [Self.separator] + Array("42".utf8) + event
        }
    }

    /// The bytes of events of a script, in order; the first one builds on nothing that was sent before.
    func messages(of script: PenScript, numbers: ClosedRange<UInt64>, _ body: ([UInt8]) -> Void) {
        let grid = Quantiser(frame: script.frame)
        var text = ClientEventEncoder(grid: grid), binary = BinaryInkEncoder(grid: grid)
        for number in numbers {
            let event = script.events[Int(number) - 1]
            let samples = script.samples(of: event)
            if self == .webSocketBinary {
                body(Self.frame(.binary, binary.message(event.kind, samples: samples, number: number)))
            } else {
                text.json.removeAll()
                text.ink(event.kind, samples: samples, number: number)
                body(message(text.json.bytes))
            }
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
