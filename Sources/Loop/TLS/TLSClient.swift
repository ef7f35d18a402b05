internal import COpenSSL
internal import Glibc

/// The client's side of TLS: whom it trusts, and who it is. One for all connections of a kind, on any loop.
public final class TLSClient: Sendable {
    /// How it speaks.
    public let configuration: TLSClientConfiguration
    private let context: TLSContext

    /// Reads the files.
    ///
    /// - Throws: a failure of kind `files` that names the file.
    public init(_ configuration: TLSClientConfiguration = TLSClientConfiguration()) throws(TLSFailure) {
        self.configuration = configuration
        context = TLSContext(TLS_client_method(), minimumVersion: configuration.minimumVersion)
        if configuration.verifiesServer {
            try context.trust(configuration.authorityFile)
            SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
        }
        if let certificate = configuration.certificate { try context.use(certificate) }
        if let name = configuration.applicationProtocol {
            let list = TLSContext.wireForm(name)
            // Copied. Answers 0 for success, unlike its kin.
            let status = SSL_CTX_set_alpn_protos(context.pointer, list, UInt32(list.count))
            precondition(status == 0, "OpenSSL has no memory")
        }
    }

    /// A session with a server of this name (or numeric address), which its certificate must have.
    func makeSession(_ pipe: TLSPipe, server name: String) -> TLSSession {
        let session = TLSSession(context, pipe, role: .client, keeping: self)
        var address = in6_addr()
        let isNumeric = inet_pton(AF_INET, name, &address) == 1 || inet_pton(AF_INET6, name, &address) == 1
        session.expect(name, isNumeric: isNumeric)
        return session
    }
}
