internal import COpenSSL

/// One connection's TLS, without I/O: ciphertext in and plaintext out, and the other way around.
///
/// A session goes from the handshake to `isEstablished`; from then on each side may end its direction by itself (RFC 8446,
/// section 6.1): the peer's goodbye is `peerHasEnded`, ours is ``sayGoodbye()``. After a failure nothing but its
/// alert, which lies in the pipe's output, may still be sent. Every call may leave output in the pipe, reading as well (tickets,
/// answers to key updates), and the caller takes it before the pipe is used for another session.
final class TLSSession {
    enum Role {
        case server, client
    }

    /// What ciphertext has led to.
    enum Outcome {
        /// Everything is taken in.
        case needsMore
        /// The peer has ended its direction.
        case peerEnded
        /// Nothing more can be read or written.
        case failed(TLSFailure)
    }

    let role: Role
    private(set) var isEstablished = false
    private(set) var peerHasEnded = false
    private(set) var hasSaidGoodbye = false
    /// Whether the peer began with a request in plain HTTP.
    private(set) var isPlainHTTP = false

    private let ssl: OpaquePointer
    private var pipe: TLSPipe
    /// What OpenSSL's callbacks point to.
    private let owner: AnyObject

    init(_ context: TLSContext, _ pipe: TLSPipe, role: Role, keeping owner: AnyObject) {
        guard let ssl = SSL_new(context.pointer) else { preconditionFailure("OpenSSL has no memory") }
        self.ssl = ssl
        self.pipe = pipe
        self.owner = owner
        self.role = role
        // One BIO for both ways; the session takes over the only reference.
        let bio = pipe.makeBIO()
        SSL_set_bio(ssl, bio, bio)
        if role == .server { SSL_set_accept_state(ssl) } else { SSL_set_connect_state(ssl) }
    }

    deinit {
        SSL_free(ssl)
    }

    /// Client: the server that is asked for, and that the certificate must name. Numeric addresses are never asked for by
    /// name (RFC 6066, section 3), but certificates may hold them.
    func expect(_ name: String, isNumeric: Bool) {
        let status: Int32
        if isNumeric {
            status = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name)
        } else {
            SSL_set_hostflags(ssl, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
            pilsun_SSL_set_server_name(ssl, name)
            status = SSL_set1_host(ssl, name)
        }
        precondition(status == 1, "OpenSSL has no memory")
    }

    /// The connection has moved to another loop, whose pipe this is. Between two calls nothing of a session is in its pipe.
    func move(to pipe: TLSPipe) {
        self.pipe = pipe
        BIO_set_data(SSL_get_rbio(ssl), pipe.state)
    }

    /// Whether the handshake was shortened by what an earlier session left.
    var isResumed: Bool { SSL_session_reused(ssl) == 1 }

    /// `TLSv1.3`.
    var version: String { String(cString: SSL_get_version(ssl)) }

    /// Client: says the first word.
    func begin() -> Outcome {
        handshake()
    }

    /// Takes ciphertext in. Its plaintext is in the front of ``TLSPipe/plaintext``, `count` bytes of it.
    func open(_ ciphertext: UnsafeRawBufferPointer, count: inout Int) -> Outcome {
        count = 0
        let state = pipe.state
        state.pointee.input = ciphertext.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.inputCount = ciphertext.count
        defer { state.pointee.input = nil }
        if !isEstablished {
            let outcome = handshake()
            guard isEstablished else { return outcome }
        }
        while true {
            ERR_clear_error()
            var taken = 0
            let status = SSL_read_ex(
                ssl, pipe.plaintext.baseAddress! + count, pipe.plaintext.count - count, &taken)
            guard status == 1 else { return outcome(status) }
            count += taken
            // OpenSSL reads record by record: with nothing decrypted and no input left, it would only ask for more.
            if state.pointee.inputCount == 0 && SSL_pending(ssl) == 0 { return .needsMore }
        }
    }

    /// Encrypts plaintext, at least one byte; the result is in the pipe's output.
    func seal(_ plaintext: UnsafeRawBufferPointer) -> TLSFailure? {
        ERR_clear_error()
        var taken = 0
        // The pipe takes everything, and renegotiation is off: there is nothing that writing could wait for.
        guard SSL_write_ex(ssl, plaintext.baseAddress, plaintext.count, &taken) == 1 else {
            return TLSFailure(.broken, openSSL: "encrypt")
        }
        return nil
    }

    /// Ends our direction; once.
    func sayGoodbye() {
        guard isEstablished, !hasSaidGoodbye else { return }
        hasSaidGoodbye = true
        ERR_clear_error()
        SSL_shutdown(ssl)
    }

    private func handshake() -> Outcome {
        ERR_clear_error()
        let status = SSL_do_handshake(ssl)
        guard status == 1 else { return outcome(status) }
        isEstablished = true
        return .needsMore
    }

    private func outcome(_ status: Int32) -> Outcome {
        switch SSL_get_error(ssl, status) {
        case SSL_ERROR_WANT_READ:
            return .needsMore
        case SSL_ERROR_ZERO_RETURN:
            peerHasEnded = true
            return .peerEnded
        default:
            return .failed(failure())
        }
    }

    private func failure() -> TLSFailure {
        if isEstablished { return TLSFailure(.broken, openSSL: "read") }
        let code = ERR_peek_error()
        let reason = ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0
        isPlainHTTP = reason == SSL_R_HTTP_REQUEST
        guard reason == SSL_R_CERTIFICATE_VERIFY_FAILED else { return TLSFailure(.handshake, openSSL: "handshake") }
        let verdict = SSL_get_verify_result(ssl)
        ERR_clear_error()
        return TLSFailure(.certificate, "certificate: " + String(cString: X509_verify_cert_error_string(verdict)))
    }
}

@available(*, unavailable)
extension TLSSession: Sendable {}
