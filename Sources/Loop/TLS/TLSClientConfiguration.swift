/// How a client speaks TLS.
public struct TLSClientConfiguration: Hashable, Sendable {
    /// A file of certificates (PEM) that the server's must lead to; nil for those that the system trusts.
    public var authorityFile: String?
    /// Whether the server's certificate must lead there and name the server. Only tests should switch it off.
    public var verifiesServer = true
    /// The client's own certificate, for a server that asks for one.
    public var certificate: TLSCertificate?
    /// The oldest version that the server may speak.
    public var minimumVersion = TLSVersion.v12
    /// The protocol above (ALPN) that is offered; nil offers none.
    public var applicationProtocol: String?
    /// From the connection's start to the end of the handshake.
    public var handshakeMilliseconds = 10_000

    /// The defaults.
    public init() {}
}
