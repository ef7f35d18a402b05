import Ink
import Loop
import Transport
import Wire

/// A Socket.IO channel as a session's message channel: takes the envelope off what comes and puts it around what goes.
///
/// The payload of an event is the very text that `/ws` carries. `/` is for writing; in `/watch` nothing but `session:watch` is
/// taken. A client that recovers, or that names what it wants to watch as it connects, is let in once its session has answered.
package final class SessionSocket: SocketIOChannelDelegate {
    /// The namespaces and what they are for.
    package static let writing = "/", watching = "/watch"
    /// The event that carries binary ink as its one attachment.
    private static let ink = Array(#"["ink",{"_placeholder":true,"num":0}]"#.utf8)

    private enum State {
        /// The session has been asked, and what it says first decides.
        case asking
        case open, closed
    }

    private let link: SessionLink
    private let secrets: SessionSecrets
    private(set) var channel: SocketIOChannel?
    private var state = State.closed
    private var recovery: SessionRecovery?
    /// The body of the `error` event that the event being read has led to.
    private var refusal: [UInt8]?
    private var address = SocketAddress(0, 0, 0, 0, port: 0)

    package init(host: SessionHost) {
        link = SessionLink(host: host)
        secrets = host.service.secrets
    }

    func channelConnects(_ channel: SocketIOChannel, auth json: RawSpan) {
        self.channel = channel
        if let remote = channel.remoteAddress { address = remote }
        do throws(EventError) {
            let auth = try SocketIOAuth(json)
            try link.show(auth.token)
            if let question = question(auth, json) {
                state = .asking
                link.channelOpened(self)
                link.channel(self, receivedText: question.span.bytes)
            } else {
                letIn()
                link.channelOpened(self)
            }
        } catch {
            var encoder = EventEncoder(grid: Quantiser(frame: .unnamed))
            encoder.error(error)
            let text = encoder.json.bytes
            refuse(text.span.bytes)
        }
    }

    /// The event that the client's wish comes down to; nil where it wants nothing but to be let in.
    private func question(_ auth: SocketIOAuth, _ json: RawSpan) -> [UInt8]? {
        if channel?.namespace == Self.watching {
            guard auth.session != nil else { return nil }
            return Array(#"["session:watch","#.utf8) + json.withUnsafeBytes { Array($0) } + [UInt8(ascii: "]")]
        }
        if let secret = auth.recovery, let offset = auth.offset,
            let recovered = SessionRecovery(secrets, secret: secret, offset: offset)
        {
            recovery = recovered
            var encoder = ClientEventEncoder(grid: Quantiser(frame: .unnamed))
            encoder.resume(recovered.resume)
            return encoder.json.bytes
        }
        recovery = SessionRecovery(secrets, wantsOffsets: auth.wantsRecovery)
        return nil
    }

    private func letIn() {
        state = .open
        channel?.accept(recovery: recovery.map { .init(id: $0.channel, secret: $0.secret) })
        if recovery?.wantsOffsets == true {
            link.nextSessionID = { [unowned self] in recovery?.nextSession() ?? SessionSecrets.newID() }
        }
    }

    func channel(_ channel: SocketIOChannel, received event: RawSpan, attachments: [[UInt8]], id: UInt64?) {
        refusal = nil
        if attachments.isEmpty {
            if channel.namespace == Self.writing || SocketIOEvent(payload: event)?.name == "session:watch" {
                link.channel(self, receivedText: event)
            } else {
                link.refuse(EventError(.readOnly, "Here sessions are watched; write in the namespace /."))
            }
        } else if channel.namespace == Self.writing, attachments.count == 1,
            event.withUnsafeBytes({ $0.elementsEqual(Self.ink) })
        {
            let ink = attachments[0]
            link.channel(self, receivedBinary: ink.span.bytes)
        } else {
            link.refuse(
                EventError(.eventInvalid, #"An event has no attachments, but for binary ink: emit("ink", bytes)."#))
        }
        if let id {
            let answer = Array("[".utf8) + (refusal ?? Array("null".utf8)) + Array("]".utf8)
            channel.acknowledge(id, answer.span.bytes)
        }
        // Socket.IO wants a connection closed whose packets are not JSON. The client has been told where it is not.
        if let refusal, ServerEventText.code(ofErrorBody: refusal.span.bytes) == ErrorCode.jsonInvalid.rawValue {
            channel.closeConnection(.protocolError, reason: ErrorCode.jsonInvalid.rawValue)
        }
    }

    func channel(_ channel: SocketIOChannel, refused code: CloseCode, reason: String) {
        link.channel(self, refused: code, reason: reason)
    }

    func channelCongested(_ channel: SocketIOChannel) { link.channelCongested(self) }

    func channelDrained(_ channel: SocketIOChannel) { link.channelDrained(self) }

    func channelClosed(_ channel: SocketIOChannel, code: CloseCode) {
        let wasOpen = state != .closed
        state = .closed
        self.channel = nil
        if wasOpen { link.channelClosed(self, code: code) }
    }
}

@available(*, unavailable)
extension SessionSocket: Sendable {}

extension SessionSocket: MessageChannel {
    func send(text: RawSpan) {
        if state == .asking, !hear(text) { return }
        guard state == .open, let channel else { return }
        if let body = ServerEventText.errorBody(text) {
            refusal = text.extracting(body).withUnsafeBytes { Array($0) }
        }
        guard recovery?.wantsOffsets == true, let offset = recovery?.offset(of: text) else { return channel.emit(text) }
        channel.emit { bytes in
            text.withUnsafeBytes { bytes.append(contentsOf: $0.dropLast()) }
            bytes += Array(",\"\(offset)\"]".utf8)
        }
    }

    /// What the session says first to a client that is not let in yet; answers whether the client is to read it.
    private func hear(_ answer: RawSpan) -> Bool {
        let isRefusal = ServerEventText.errorBody(answer) != nil
        if isRefusal, channel?.namespace == Self.watching {
            refuse(answer)
        } else {
            // What can't be recovered is begun anew: the client sees by its pid that it was not.
            if isRefusal { recovery = SessionRecovery(secrets, wantsOffsets: true) }
            letIn()
        }
        return !isRefusal
    }

    private func refuse(_ error: RawSpan) {
        guard let range = ServerEventText.errorBody(error) else { return }
        let body = error.extracting(range)
        channel?.refuse(ServerEventText.code(ofErrorBody: body) ?? "", data: body.withUnsafeBytes { Array($0) })
    }

    func send(binary: RawSpan) {
        channel?.emit(Self.ink.span.bytes, attachments: [binary.withUnsafeBytes { Array($0) }])
    }

    /// Clients come back by themselves when their connection is closed, and do not when they are disconnected.
    func close(_ code: CloseCode, reason: String) {
        switch code {
        case .normal, .policyViolation, .unsupportedData: channel?.disconnect(code)
        default: channel?.closeConnection(code, reason: reason)
        }
    }

    func pauseReading() { channel?.pauseReading() }

    func resumeReading() { channel?.resumeReading() }

    var queuedBytes: Int { channel?.queuedBytes ?? 0 }

    var remoteAddress: SocketAddress { address }

    var subprotocol: String? { channel?.namespace == Self.writing ? BinaryInk.subprotocol : nil }
}
