/// What a load balancer says about a connection before the client's first byte (the PROXY protocol of HAProxy, versions 1 and 2).
public enum ProxyHeader: Hashable, Sendable {
    /// The client's address and port.
    case client(IPAddress, port: UInt16)
    /// The balancer speaks for itself (a health check), or of a client whose address is none of the internet's.
    case unknown
}
