import Checking

/// A session as the list of its class shows it.
struct ClassMember: Sendable {
    let id: String
    let label: SessionLabel
    let head: SessionHead
    /// Whether its client is connected.
    let isConnected: Bool
}
