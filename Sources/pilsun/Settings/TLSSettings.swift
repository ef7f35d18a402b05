import Loop

/// What an operator says about TLS.
struct TLSSettings: Sendable {
    /// Files with certificates, each followed by those that lead to a root.
    var certificates: [String] = []
    /// Files with their keys, in the same order.
    var keys: [String] = []
    /// The oldest version that clients may speak.
    var minimumVersion = TLSVersion.v13
    /// A file of certificates that clients' certificates must lead to.
    var clientAuthority: String?

    /// The server's side of TLS; nil where no certificate was given.
    func server(handshakeMilliseconds: Int) throws(CommandFailure) -> TLSServer? {
        guard certificates.count == keys.count else {
            throw CommandFailure("Give as many --tls-key as --tls-cert, in the same order.")
        }
        guard clientAuthority == nil || !certificates.isEmpty else {
            throw CommandFailure("--tls-client-ca needs --tls-cert and --tls-key.")
        }
        guard !certificates.isEmpty else { return nil }
        var configuration = TLSServerConfiguration(
            certificates: zip(certificates, keys).map { TLSCertificate(chainFile: $0, keyFile: $1) })
        configuration.minimumVersion = minimumVersion
        configuration.clientAuthorityFile = clientAuthority
        configuration.handshakeMilliseconds = handshakeMilliseconds
        do throws(TLSFailure) {
            return try TLSServer(configuration)
        } catch {
            throw CommandFailure("The server cannot start: \(error).")
        }
    }
}
