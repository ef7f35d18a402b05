public import Loop
public import Wire

/// Where a server listens and what it lets a client do.
public struct TransportConfiguration: Sendable {
    /// A numeric address.
    public var host = "127.0.0.1"
    /// 0 lets the system choose; the server says which.
    public var port: UInt16 = 8080
    /// Loop threads, each with its own listening socket.
    public var loops = 1
    /// The limits of every connection.
    public var limits = TransportLimits()
    /// Load balancers and proxies that are believed when they say where a client is.
    public var trustedProxies: [AddressBlock] = []
    /// Whether connections from trusted proxies begin with a PROXY header (version 1 or 2).
    public var expectsProxyHeader = false
    /// TLS, and nothing else, on the port; nil for plain HTTP.
    public var tls: TLSServer?
    /// Compression of messages; nil never agrees to it.
    public var deflate: WebSocketDeflate?

    /// Is told what an operator should know, in a sentence: on a loop's thread, seldom.
    public var notice: @Sendable (String) -> Void = { _ in }

    /// The defaults.
    public init() {}
}
