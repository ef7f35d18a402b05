import Loop
import Wire

extension EngineChannel: MessageChannel {
    func send(text: RawSpan) {
        guard session.isOpen else { return }
        guard session.carrier == .webSocket else {
            session.outbox.append(.message) { bytes in text.withUnsafeBytes { bytes.append(contentsOf: $0) } }
            return flushSoon()
        }
        var frame = hub.frames.take()
        frame.append(EnginePacketType.message.rawValue)
        text.withUnsafeBytes { frame.append(contentsOf: $0) }
        webSocket?.send(text: frame.span.bytes)
        hub.frames.give(frame)
    }

    func send(binary: RawSpan) {
        guard session.isOpen else { return }
        if session.carrier == .webSocket {
            webSocket?.send(binary: binary)
        } else {
            session.outbox.append(binary: binary)
            flushSoon()
        }
    }

    func close(_ code: CloseCode, reason: String) {
        guard session.isOpen else { return }
        if session.carrier == .webSocket {
            let channel = webSocket
            webSocket = nil
            channel?.close(code, reason: reason)
        }
        run(session.close(code, now: now))
        setTimer()
    }

    func pauseReading() {
        isPaused = true
        if session.carrier == .webSocket { webSocket?.pauseReading() }
    }

    func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        if session.carrier == .webSocket { webSocket?.resumeReading() }
        hub.loop.atEndOfTurn { self.readPost() }
    }

    var queuedBytes: Int {
        session.carrier == .webSocket ? webSocket?.queuedBytes ?? 0 : session.outbox.byteCount
    }

    var subprotocol: String? { nil }
}
