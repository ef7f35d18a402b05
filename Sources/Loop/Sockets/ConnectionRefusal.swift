/// Why a client is turned away before it was heard.
public enum ConnectionRefusal: Error, CaseIterable, Sendable {
    /// The server holds as many connections as it may.
    case full
    /// There are as many connections from this address as there may be.
    case addressFull
    /// More clients came in this second than may.
    case tooFast
    /// The system has no descriptor or no memory for one more.
    case exhausted
}
