/// The server of a secured connection that is made from here.
public struct TLSPeer: Sendable {
    /// Whom the client trusts.
    public let client: TLSClient
    /// What the server's certificate must name: a host, or a numeric address.
    public let name: String

    /// A server of this name.
    public init(_ client: TLSClient, name: String) {
        precondition(!name.isEmpty, "a server without a name cannot be told from any other")
        self.client = client
        self.name = name
    }
}
