extension TCPConnection {
    /// Plaintext that is encrypted in one go, before the socket is asked to take it: several records, which cost one system
    /// call, and the bound of what is encrypted but not sent.
    private static let sealedBytes = 64 * 1024
    /// How long a peer is listened to that has been told of a failure.
    private static let failureMilliseconds = 2000

    /// From now on the connection speaks TLS, as its server. Nothing has been written yet; the delegate hears nothing of the
    /// handshake, and what is written meanwhile waits for its end.
    ///
    /// - Parameters:
    ///   - answerToPlainHTTP: what somebody is told who speaks HTTP without TLS.
    ///   - received: what has come of the client's first words already, behind a PROXY header. Changed in place.
    public func startTLS(
        _ server: TLSServer, answerToPlainHTTP: [UInt8] = [],
        received: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    ) {
        let pipe = loop.tlsPipe
        secure(
            with: SecureLayer(
                server.makeSession(pipe), pipe, handshakeMilliseconds: server.configuration.handshakeMilliseconds,
                answerToPlainHTTP: answerToPlainHTTP))
        startHandshakeTimer()
        guard !received.isEmpty else { return }
        let wasReceiving = isReceiving
        isReceiving = true
        receiveCiphertext(received)
        isReceiving = wasReceiving
        if hasUnsent && state != .closed { makeDirty() }
    }

    /// Speaks TLS as a client, from the moment when the socket is connected.
    func startTLS(_ peer: TLSPeer) {
        let pipe = loop.tlsPipe
        secure(
            with: SecureLayer(
                peer.client.makeSession(pipe, server: peer.name), pipe,
                handshakeMilliseconds: peer.client.configuration.handshakeMilliseconds))
        startHandshakeTimer()
    }

    /// Whether nothing can be sent yet, because the handshake is not over.
    var isHandshaking: Bool { isSecured && secure?.session.isEstablished == false }

    private func startHandshakeTimer() {
        let layer = secure!
        guard layer.handshakeMilliseconds > 0 else { return }
        layer.handshakeTimer = loop.startTimer(
            afterMilliseconds: layer.handshakeMilliseconds, self, kind: Timer.handshake.rawValue)
    }

    /// Client: says the first word, now that somebody listens.
    func beginHandshake() {
        let layer = secure!
        let outcome = layer.session.begin()
        keepOutput(layer)
        if case .failed(let failure) = outcome { fail(layer, failure) }
    }

    /// Bytes have come from the socket: decrypts them, and tells the delegate once what they hold.
    func receiveCiphertext(_ bytes: UnsafeMutableRawBufferPointer) {
        let layer = secure!
        guard !layer.session.peerHasEnded else { return }
        let wasEstablished = layer.session.isEstablished
        var count = 0
        let outcome = layer.session.open(UnsafeRawBufferPointer(bytes), count: &count)
        // The pipe is other sessions' as well: its output is taken before anybody is told anything.
        keepOutput(layer)
        if !wasEstablished && layer.session.isEstablished {
            finishHandshake(layer)
            guard state == .open else { return }
        }
        if count > 0 {
            delegate?.connection(
                self, received: UnsafeMutableRawBufferPointer(rebasing: layer.pipe.plaintext[..<count]))
        }
        switch outcome {
        case .needsMore: break
        case .peerEnded: if state == .open { delegate?.connectionReachedEnd(self) }
        case .failed(let failure): if state == .open { fail(layer, failure) }
        }
    }

    private func finishHandshake(_ layer: SecureLayer) {
        loop.cancelTimer(layer.handshakeTimer)
        if layer.session.role == .client { tellOpened() }
        // What was written during the handshake.
        if end != start && state == .open { makeDirty() }
    }

    /// The socket has ended. Without the peer's goodbye, somebody in between may have cut it.
    func reachedEndOfCiphertext() {
        let layer = secure!
        guard !layer.session.peerHasEnded else { return }
        destroy(
            .insecure(
                layer.session.isEstablished
                    ? TLSFailure(.truncated, "The connection ended without the peer's goodbye (close_notify).")
                    : TLSFailure(.handshake, "The connection ended within the handshake.")))
    }

    /// Nothing can be read or written any more, but the peer is told why (an alert), and given the time to read it.
    private func fail(_ layer: SecureLayer, _ failure: TLSFailure) {
        layer.failure = failure
        if layer.session.isPlainHTTP { layer.unsent = layer.answerToPlainHTTP }
        loop.cancelTimer(layer.handshakeTimer)
        releaseBlock()
        beginClosing(withinMilliseconds: Self.failureMilliseconds)
    }

    /// Moves what OpenSSL has written behind what is not sent.
    private func keepOutput(_ layer: SecureLayer) {
        guard !layer.pipe.output.isEmpty else { return }
        layer.unsent.append(contentsOf: layer.pipe.output)
        layer.pipe.clearOutput()
    }

    /// Encrypts what is queued and sends it, piece by piece, until the socket takes no more.
    func flushSecured() {
        let layer = secure!
        sendUnsent(layer)
        while !isBlocked && failure == nil {
            guard end != start && layer.session.isEstablished else { return sayGoodbye(layer) }
            let count = min(end - start, Self.sealedBytes)
            if let broken = layer.session.seal(UnsafeRawBufferPointer(start: block! + start, count: count)) {
                failure = .insecure(broken)
            }
            start += count
            if start == end { releaseBlock() }
            sendOutput(layer)
        }
    }

    /// Behind the last word of a connection that closes.
    private func sayGoodbye(_ layer: SecureLayer) {
        guard state == .closing, layer.failure == nil, !layer.session.hasSaidGoodbye else { return }
        layer.session.sayGoodbye()
        sendOutput(layer)
    }

    /// Sends what OpenSSL has just written from where it lies; what the socket does not take is kept.
    private func sendOutput(_ layer: SecureLayer) {
        let output = layer.pipe.output
        guard !output.isEmpty else { return }
        let sent = sendSome(output)
        if sent < output.count { layer.unsent.append(contentsOf: output[sent...]) }
        layer.pipe.clearOutput()
    }

    private func sendUnsent(_ layer: SecureLayer) {
        guard !isBlocked, !layer.unsent.isEmpty else { return }
        let sent = layer.unsent.withUnsafeBytes(sendSome)
        layer.unsent.removeFirst(sent)
        if layer.unsent.isEmpty { layer.unsent = [] }
    }

    /// Lets go of the layer; answers the reason for the close that the delegate is told.
    func releaseSecure(_ reason: TCPCloseReason) -> TCPCloseReason {
        guard let layer = secure else { return reason }
        secure = nil
        loop.cancelTimer(layer.handshakeTimer)
        return layer.failure.map { .insecure($0) } ?? reason
    }
}
