import Server
import Wire

extension SettingSection {
    /// Characters and sessions.
    static var sessions: SettingSection {
        SettingSection(
            "Sessions",
            [
                .list(
                    "characters", \.libraries, of: "lib",
                    "A library of characters made by “characters import”; the first one that has a character wins.",
                    expected: "the path of a library"
                ) { $0.isEmpty ? nil : $0 },
                .text(
                    "node", \.server.socketIO.engine.node, of: "tag",
                    "The tag of this node in the ids of Socket.IO sessions, by which load balancers find it.",
                    expected: "1 to 32 letters, digits, - and _"
                ) { EngineSessionID.isTag($0) ? .some($0) : nil },
                .count(
                    "lanes", \.server.sessions.lanes, in: 0...256,
                    "Threads for folding ink; 0 folds it on the loops."),
                .seconds(
                    "session-seconds", \.server.sessions.lifetime,
                    "How long a session waits for a client that has gone."),
                .text(
                    "record", \.server.sessions.recordDirectory, of: "folder",
                    "Write a log of every session's ink into this folder, for “check” and “loadtest”. Mind that it is people's writing."
                ),
                .text(
                    "secret", \.server.sessions.secret, of: "text",
                    "The key of all sessions' secrets, the same on all nodes. Without it a random one is made, and secrets end with the process."
                ),
            ])
    }
}

extension SessionService.Configuration {
    /// The lifetime as an `Int`, for settings.
    var lifetime: Int {
        get { Int(clamping: lifetimeMilliseconds) }
        set { lifetimeMilliseconds = UInt64(newValue) }
    }
}
