/// How a server speaks TLS.
public struct TLSServerConfiguration: Hashable, Sendable {
    /// One certificate for each group of names; a client that asks for none of them gets the first. Not empty.
    public var certificates: [TLSCertificate]
    /// The oldest version that clients may speak.
    public var minimumVersion = TLSVersion.v13
    /// A file of certificates (PEM) that clients' certificates must lead to; nil asks clients for none.
    public var clientAuthorityFile: String?
    /// The protocol above (ALPN). A client that offers others only is refused.
    public var applicationProtocol: String? = "http/1.1"
    /// From the connection's first byte to the end of the handshake.
    public var handshakeMilliseconds = 10_000

    /// The defaults with these certificates.
    public init(certificates: [TLSCertificate]) {
        self.certificates = certificates
    }
}
