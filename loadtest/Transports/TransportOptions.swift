import Loop

/// Bounds of a connection, and whom it trusts.
struct TransportOptions: Sendable {
    /// From the first packet to the open transport.
    var openMilliseconds = 10_000
    /// The client's side of TLS, for servers that want it.
    var tls: TLSClient?

    /// The server that must be there, nil where nothing is secured.
    func peer(_ endpoint: Endpoint) -> TLSPeer? {
        guard endpoint.isSecure, let tls else { return nil }
        return TLSPeer(tls, name: endpoint.name)
    }
}
