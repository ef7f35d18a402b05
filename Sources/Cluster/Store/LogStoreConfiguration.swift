public import Loop

/// Where a cluster's logs are, as all of its nodes agree on it.
public struct LogStoreConfiguration: Sendable {
    /// The Redis servers; sessions are spread over them.
    public var servers: [RedisAddress]
    /// How patient we are with them.
    public var times = RedisTimes()
    /// How long a log is kept after the last ink.
    public var ttlMilliseconds: UInt64 = 10 * 60 * 1000
    /// Whom TLS trusts, where an address asks for it.
    public var tls: TLSClient?
    /// Which node this is; another one each time that it starts.
    public var node: String

    /// Logs on these servers.
    public init(servers: [RedisAddress], node: String) {
        self.servers = servers
        self.node = node
    }
}
