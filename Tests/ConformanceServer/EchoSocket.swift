import Transport
import Wire

/// A client in a namespace, as the suite for Socket.IO wants it: told what it sent along as `auth`, and answered.
///
/// `message` comes back as `message-back`, `message-with-ack` in the acknowledgement. Beyond the suite, `ask` is asked back:
/// an event with the same arguments that wants an acknowledgement, whose arguments then come as `answered`.
final class EchoSocket: SocketIOChannelDelegate {
    func channelConnects(_ channel: SocketIOChannel, auth: RawSpan) {
        channel.accept()
        channel.emit { bytes in
            bytes += Array("[\"auth\",".utf8)
            if auth.isEmpty { bytes += Array("{}".utf8) }
            auth.withUnsafeBytes { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "]"))
        }
    }

    func channel(_ channel: SocketIOChannel, received event: RawSpan, attachments: [[UInt8]], id: UInt64?) {
        guard let parts = SocketIOEvent(payload: event) else {
            return channel.closeConnection(.protocolError, reason: "this is not JSON")
        }
        let arguments = event.extracting(parts.arguments)
        switch parts.name {
        case "message": emit("message-back", arguments, attachments, on: channel)
        case "ask": emit("ask", arguments, attachments, id: 1, on: channel)
        case "message-with-ack":
            var answer = Array("[".utf8)
            arguments.withUnsafeBytes { answer.append(contentsOf: $0) }
            answer.append(UInt8(ascii: "]"))
            if let id { channel.acknowledge(id, answer.span.bytes, attachments: attachments) }
        default: break
        }
    }

    func channel(
        _ channel: SocketIOChannel, acknowledged id: UInt64, _ arguments: RawSpan, attachments: [[UInt8]]
    ) {
        emit("answered", arguments.extracting(1..<arguments.byteCount - 1), attachments, on: channel)
    }

    private func emit(
        _ name: String, _ arguments: RawSpan, _ attachments: [[UInt8]], id: UInt64? = nil, on channel: SocketIOChannel
    ) {
        channel.emit(attachments: attachments, id: id) { bytes in
            bytes += Array("[\"\(name)\"".utf8)
            if !arguments.isEmpty { bytes.append(UInt8(ascii: ",")) }
            arguments.withUnsafeBytes { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "]"))
        }
    }

    func channelClosed(_ channel: SocketIOChannel, code: CloseCode) {}
}
