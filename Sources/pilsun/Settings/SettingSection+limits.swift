import Server
import Sessions
import Transport
import Wire

extension SettingSection {
    /// What a client may use up before it is refused, slowed or cut off; the error that follows names the setting.
    static var limits: SettingSection {
        SettingSection("Limits", connectionLimits + requestLimits + messageLimits)
    }

    private static var connectionLimits: [Setting] {
        [
            .count(
                "max-connections", \.server.transport.limits.connections, in: 1...10_000_000,
                "Connections at once; lowered to what the system's limit on open files leaves."),
            .count(
                "max-connections-per-address", \.server.transport.limits.connectionsPerAddress.orDefault,
                in: 1...10_000_000,
                shown: "\(TransportLimits.defaultConnectionsPerAddress), and none for this machine itself",
                "Connections at once from one IPv4 address or one /64 of IPv6."),
            .count(
                "max-accepts-per-second", \.server.transport.limits.acceptsPerSecond, in: 1...10_000_000,
                "Connections accepted in a second; a second's worth may come at once."),
            .seconds(
                "handshake-seconds", \.server.transport.limits.handshakeMilliseconds, zero: "no limit",
                "For the PROXY header, and again for the TLS handshake."),
            .seconds(
                "keep-alive-seconds", \.server.transport.limits.keepAliveMilliseconds, zero: "no limit",
                "From one HTTP response to the next request."),
            .seconds(
                "close-seconds", \.server.transport.limits.closeMilliseconds,
                "From the server's last word to the client's end of the connection."),
        ]
    }

    private static var requestLimits: [Setting] {
        [
            .seconds(
                "header-seconds", \.server.transport.limits.headMilliseconds, zero: "no limit",
                "For a request's first byte to the end of its header."),
            .seconds(
                "body-seconds", \.server.transport.limits.bodyMilliseconds, zero: "no limit",
                "For a request's body."),
            .seconds(
                "handling-seconds", \.server.transport.limits.handlingMilliseconds, zero: "no limit",
                "From the end of a request to its answer."),
            .seconds(
                "answer-seconds", \.server.transport.limits.leavingMilliseconds, zero: "no limit",
                "For an answer to be read, counted anew while the client reads some of it."),
            .count(
                "max-buffered-bytes", \.server.transport.limits.bufferedBytes, in: 1_048_576...1_099_511_627_776,
                of: "bytes", "Bodies of requests and answers that are not yet read, of all connections together."),
            .count(
                "max-request-line-bytes", \.server.transport.limits.http.requestLineBytes, in: 64...1_048_576,
                of: "bytes", "The length of a request line."),
            .count(
                "max-header-bytes", \.server.transport.limits.http.headBytes, in: 256...1_048_576, of: "bytes",
                "The length of a request's line and header together."),
            .count(
                "max-headers", \.server.transport.limits.http.headerCount, in: 1...10_000,
                "Header lines of a request."),
            .count(
                "max-body-bytes", \.server.transport.limits.http.bodyBytes, in: 0...1_073_741_824, of: "bytes",
                "The length of a request's body."),
        ]
    }

    private static var messageLimits: [Setting] {
        [
            .count(
                "max-message-bytes", \.server.transport.limits.webSocket.messageBytes, in: 125...1_073_741_824,
                of: "bytes", "The length of a WebSocket message."),
            .count(
                "max-fragments", \.server.transport.limits.webSocket.fragments, in: 1...10_000_000,
                "Frames of one WebSocket message."),
            .count(
                "max-messages-per-second", \.server.sessions.messagesPerSecond.orDefault, in: 1...10_000_000,
                shown: "\(SessionService.Configuration.defaultMessagesPerSecond), and none for this machine itself",
                "Messages of one client that are read in a second; what comes faster waits."),
            .count(
                "max-points-per-second", \.server.sessions.pointsPerSecond.orDefault, in: 1...100_000_000,
                shown: "\(SessionService.Configuration.defaultPointsPerSecond), and none for this machine itself",
                "Points of one client that are read in a second; what comes faster waits."),
            .count(
                "max-queued-bytes", \.server.transport.limits.queuedBytes, in: 4_096...1_073_741_824, of: "bytes",
                "What is queued to a client that reads too slowly, before it is told so and closed."),
            .seconds(
                "idle-seconds", \.server.transport.limits.idleMilliseconds, zero: "no limit",
                "Silence of a WebSocket, pongs included, before it is closed."),
            .seconds(
                "ping-seconds", \.server.transport.limits.pingMilliseconds, zero: "no pings",
                "From one ping to the next on a quiet WebSocket, up to a quarter less at random."),
            .count(
                "max-failures", \.server.sessions.failures, in: 1...1_000_000,
                "Events in a row that cannot be used, before the connection is closed."),
            .count(
                "max-sessions", \.server.sessions.sessions, in: 1...10_000_000,
                "Sessions at once, written in or waiting for their client."),
        ]
    }
}

extension Int? {
    /// The number, for settings whose default is told in words.
    var orDefault: Int {
        get { self ?? 0 }
        set { self = newValue }
    }
}
