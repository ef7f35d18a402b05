/// The oldest version of TLS that is spoken.
public enum TLSVersion: String, CaseIterable, Sendable {
    /// TLS 1.2 (RFC 5246), with forward secrecy and authenticated encryption only.
    case v12 = "1.2"
    /// TLS 1.3 (RFC 8446).
    case v13 = "1.3"
}
