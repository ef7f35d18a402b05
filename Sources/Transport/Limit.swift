import Loop
import Wire

/// The limits that a client can run into, by the names of their settings: an error that a limit causes names it, and so do
/// the metrics that count it.
public enum Limit: String, CaseIterable, Sendable {
    /// Connections of the whole server.
    case connections = "max-connections"
    /// Connections of one address.
    case connectionsPerAddress = "max-connections-per-address"
    /// Connections accepted in a second.
    case acceptsPerSecond = "max-accepts-per-second"
    /// Descriptors that the system grants: no setting of the server's, but told and counted like one.
    case openFiles = "open-files"
    /// The time for the PROXY header and the TLS handshake.
    case handshakeTime = "handshake-seconds"
    /// The time for a request's head.
    case headTime = "header-seconds"
    /// The time for a request's body.
    case bodyTime = "body-seconds"
    /// The time for an answer to be found.
    case handlingTime = "handling-seconds"
    /// The time for an answer to be read.
    case leavingTime = "answer-seconds"
    /// What all requests and answers together hold of the server's memory.
    case buffered = "max-buffered-bytes"
    /// The length of a request line.
    case requestLine = "max-request-line-bytes"
    /// The length of a request's head.
    case head = "max-header-bytes"
    /// The number of header lines.
    case headers = "max-headers"
    /// The length of a body.
    case body = "max-body-bytes"
    /// The length of a message.
    case message = "max-message-bytes"
    /// The frames of a message.
    case fragments = "max-fragments"
    /// Messages of a session in a second.
    case messagesPerSecond = "max-messages-per-second"
    /// Points of a session in a second.
    case pointsPerSecond = "max-points-per-second"
    /// What is queued to a slow reader.
    case queued = "max-queued-bytes"
    /// Silence on a WebSocket.
    case idle = "idle-seconds"
    /// Sessions of the whole server.
    case sessions = "max-sessions"
    /// Events in a row that cannot be used.
    case failures = "max-failures"

    /// What a client that is turned away ran into.
    init(_ refusal: ConnectionRefusal) {
        switch refusal {
        case .full: self = .connections
        case .addressFull: self = .connectionsPerAddress
        case .tooFast: self = .acceptsPerSecond
        case .exhausted: self = .openFiles
        }
    }

    /// What a request ran into.
    init(_ limit: HTTPLimits.Kind) {
        switch limit {
        case .requestLine: self = .requestLine
        case .head: self = .head
        case .headers: self = .headers
        case .body: self = .body
        }
    }
}
