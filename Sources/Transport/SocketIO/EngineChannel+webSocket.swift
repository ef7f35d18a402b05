import Loop
import Wire

/// The session over a WebSocket.
extension EngineChannel: MessageChannelDelegate {
    func channelOpened(_ channel: any MessageChannel) {
        webSocket = channel
        guard session.carrier == .webSocket else { return }
        let opening = hub.configuration.settings.openPacket(session: id, canUpgrade: false)
        channel.send(text: opening.span.bytes)
        delegate?.channelOpened(self)
        setTimer()
    }

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
        guard channel === webSocket, fits(text) else { return }
        guard session.carrier == .webSocket else {
            run(session.probe(text))
            return setTimer()
        }
        let first = text.isEmpty ? 0 : text.unsafeLoad(fromByteOffset: 0, as: UInt8.self)
        if first == EnginePacketType.message.rawValue {
            delegate?.channel(self, receivedText: text.extracting(1...))
        } else if let type = EnginePacketType(rawValue: first) {
            run(session.receive(type, now: now))
            setTimer()
        } else {
            run(session.end(.protocolError))
        }
    }

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {
        guard channel === webSocket, fits(data) else { return }
        if session.carrier == .webSocket {
            delegate?.channel(self, receivedBinary: data)
        } else {
            run(session.probe(data))
        }
    }

    private func fits(_ message: RawSpan) -> Bool {
        if message.byteCount <= hub.configuration.settings.payloadBytes { return true }
        let limit = hub.configuration.settings.payloadBytes
        delegate?.channel(self, refused: .messageTooBig, reason: "A message has at most \(limit) bytes.")
        run(session.end(.messageTooBig))
        return false
    }

    func channel(_ channel: any MessageChannel, refused code: CloseCode, reason: String) {
        guard channel === webSocket, session.carrier == .webSocket else { return }
        delegate?.channel(self, refused: code, reason: reason)
    }

    func channelCongested(_ channel: any MessageChannel) {
        if channel === webSocket { delegate?.channelCongested(self) }
    }

    func channelDrained(_ channel: any MessageChannel) {
        if channel === webSocket { delegate?.channelDrained(self) }
    }

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {
        guard channel === webSocket else { return }
        webSocket = nil
        run(session.webSocketClosed(code))
    }

    func takeOver() {
        guard let webSocket else { return }
        if isPaused { webSocket.pauseReading() }
        session.outbox.takeFrames { isBinary, bytes in
            if isBinary { webSocket.send(binary: bytes) } else { webSocket.send(text: bytes) }
        }
        tellDrained()
    }

    func closeWebSocket(_ code: CloseCode) {
        let channel = webSocket
        webSocket = nil
        channel?.close(code.isAllowedOnTheWire ? code : .goingAway, reason: "")
    }
}
