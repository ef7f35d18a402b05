/// What a ``TCPConnection`` that speaks TLS has more than one that does not.
final class SecureLayer {
    let session: TLSSession
    private(set) var pipe: TLSPipe
    let handshakeMilliseconds: Int
    var handshakeTimer = TimerToken.none
    /// Ciphertext that the socket has not taken.
    var unsent: [UInt8] = []
    /// What somebody is told who speaks HTTP without TLS.
    let answerToPlainHTTP: [UInt8]
    /// What went wrong, while the peer is still told about it.
    var failure: TLSFailure?

    init(_ session: TLSSession, _ pipe: TLSPipe, handshakeMilliseconds: Int, answerToPlainHTTP: [UInt8] = []) {
        self.session = session
        self.pipe = pipe
        self.handshakeMilliseconds = handshakeMilliseconds
        self.answerToPlainHTTP = answerToPlainHTTP
    }

    /// The connection has moved to another loop, whose pipe this is.
    func move(to pipe: TLSPipe) {
        self.pipe = pipe
        session.move(to: pipe)
    }
}

@available(*, unavailable)
extension SecureLayer: Sendable {}
