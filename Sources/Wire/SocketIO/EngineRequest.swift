/// What a request's query says to an Engine.IO server.
public struct EngineRequest: Equatable, Sendable {
    /// How packets are to be carried.
    public enum Transport: String, Sendable {
        /// GET waits for packets, POST brings them.
        case polling
        /// One packet a message.
        case webSocket = "websocket"
    }

    /// How packets are to be carried.
    public let transport: Transport
    /// The session that it belongs to, nil where it is to begin one.
    public let session: String?

    /// Reads the query.
    ///
    /// - Throws: `unknownTransport`; `unsupportedVersion` where `EIO` is not 4.
    public init(query: String?) throws(EngineRefusal) {
        var transport: Substring?, session: Substring?, version: Substring?
        for field in (query ?? "").split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "transport": transport = parts[1]
            case "sid": session = parts[1]
            case "EIO": version = parts[1]
            default: break
            }
        }
        guard let known = transport.flatMap({ Transport(rawValue: String($0)) }) else { throw .unknownTransport }
        guard version == "4" else { throw .unsupportedVersion }
        self.transport = known
        self.session = session.flatMap { $0.isEmpty ? nil : String($0) }
    }
}
