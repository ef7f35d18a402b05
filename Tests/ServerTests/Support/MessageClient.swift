import Loop
import Wire

/// A blocking WebSocket client for tests: whole messages, one after the other.
final class MessageClient {
    enum Message: Equatable {
        case text(String)
        case binary([UInt8])
        case closed(UInt16)
    }

    private let raw: RawClient
    private let reader = WebSocketReader(role: .client)
    private var messages: [Message] = []
    private var isOver = false

    /// A client behind the upgrade; nil where the server refuses it.
    init?(_ address: SocketAddress, _ target: String) {
        raw = RawClient(address)
        raw.send(
            "GET \(target) HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), let byte = raw.receive(atMost: 1)?.first {
            head.append(byte)
        }
        guard head.starts(with: "HTTP/1.1 101".utf8) else { return nil }
    }

    /// Sends a text message.
    func send(_ text: String) { send(.text, Array(text.utf8)) }

    /// Sends a binary message.
    func send(_ bytes: [UInt8]) { send(.binary, bytes) }

    private func send(_ opcode: Opcode, _ payload: [UInt8]) {
        var frame: [UInt8] = []
        // A key of zeros masks nothing.
        FrameEncoder.Header(opcode, length: payload.count, mask: 0).withBytes { frame += $0 }
        raw.send(frame + payload)
    }

    /// The next message; 1006 where the connection ends without a close, nil where five seconds pass.
    func next() -> Message? {
        while messages.isEmpty, !isOver {
            guard var more = raw.receive(atMost: 1 << 16) else { return nil }
            if more.isEmpty { messages.append(.closed(1006)) }
            more.withUnsafeMutableBytes { take($0) }
        }
        return messages.isEmpty ? nil : messages.removeFirst()
    }

    /// The next message, where it is text.
    func nextText() -> String? {
        if case .text(let text)? = next() { text } else { nil }
    }

    private func take(_ bytes: UnsafeMutableRawBufferPointer) {
        var rest = bytes
        while true {
            switch reader.next(&rest) {
            case .needsMore: return
            case .text(let text): messages.append(.text(String(decoding: text, as: UTF8.self)))
            case .binary(let data): messages.append(.binary(Array(data)))
            case .ping, .pong: break
            case .close(let code), .failure(let code, _):
                messages.append(.closed(code.rawValue))
                isOver = true
                return
            }
        }
    }
}
