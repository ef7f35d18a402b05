import Loop
import Wire

/// The session over requests.
extension EngineChannel {
    func answer(_ exchange: (any HTTPExchange)?, _ payload: [UInt8]) {
        exchange?.respond(
            HTTPResponse(
                .ok,
                headers: HTTPHeaders([("content-type", "text/plain; charset=UTF-8"), ("cache-control", "no-store")]),
                body: payload))
        tellDrained()
    }

    func answerPost(_ result: Result<Void, EngineRefusal>) {
        let exchange = post
        post = nil
        received = nil
        switch result {
        case .success: answer(exchange, Array("ok".utf8))
        case .failure(let refusal): exchange?.respond(refusal.response)
        }
    }

    /// Takes the packets of the POST, as long as nobody wants a pause.
    func readPost() {
        while !isPaused, let reader = received, !reader.isAtEnd {
            guard let packet = received?.next() else { break }
            switch packet {
            case .binary(let data): delegate?.channel(self, receivedBinary: data.span.bytes)
            case .text(.message, let data): reader.withData(data) { delegate?.channel(self, receivedText: $0) }
            case .text(let type, _): run(session.receive(type, now: now))
            }
        }
        if !isPaused, received != nil { run(session.postIsRead()) }
    }

    func flushSoon() {
        guard !isFlushing else { return }
        isFlushing = true
        hub.loop.atEndOfTurn { self.flush() }
    }

    private func flush() {
        isFlushing = false
        run(session.flush())
        guard session.isOpen else { return }
        let waiting = session.outbox.byteCount
        if waiting > 2 * hub.configuration.queuedBytes {
            run(session.end(.tryAgainLater))
        } else if waiting > hub.configuration.queuedBytes, !isCongested {
            isCongested = true
            delegate?.channelCongested(self)
        }
    }

    func tellDrained() {
        guard isCongested, session.outbox.isEmpty else { return }
        isCongested = false
        delegate?.channelDrained(self)
    }
}
