/// A certificate with its key, as files in PEM.
public struct TLSCertificate: Hashable, Sendable {
    /// The certificate, followed by those that lead to a root.
    public var chainFile: String
    /// Its private key, not encrypted.
    public var keyFile: String

    /// A certificate in these files; they are read when a context is made or loaded again.
    public init(chainFile: String, keyFile: String) {
        self.chainFile = chainFile
        self.keyFile = keyFile
    }
}
