import Server
import Sessions
import Transport
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
                .list(
                    "redis", \.server.sessions.redis, of: "url",
                    "A Redis server where all nodes keep their sessions, so that any of them can go on with one: redis://[user:password@]host[:port][/db], rediss://, or redis+sentinel://host,host/master.",
                    expected: "redis://[user:password@]host[:port][/db], rediss://… or redis+sentinel://host,…/master"
                ) { SessionService.Configuration.fault(inRedis: $0) == nil ? $0 : nil },
                .text(
                    "redis-ca", \.server.sessions.redisAuthority, of: "file",
                    "The certificates, in PEM, that those of rediss:// servers lead to; the system's when not given."),
                .flag(
                    "require-redis", \.server.sessions.requiresLogs,
                    "Do not start, and say that the server is not ready, while a Redis server cannot be reached."),
                .count(
                    "redis-flush-ms", \.server.sessions.flushMilliseconds, in: 0...10_000, of: "milliseconds",
                    "How long ink waits to be stored together with what follows. Feedback never waits."),
                .seconds(
                    "session-ttl", \.server.sessions.lifetimeMilliseconds,
                    "How long a session waits for a client that has gone, and its log for another node."),
                .text(
                    "record", \.server.sessions.recordDirectory, of: "folder",
                    "Write a log of every session's ink into this folder, for “check” and “loadtest”. Mind that it is people's writing."
                ),
                .text(
                    "secret", \.server.sessions.secret, of: "text",
                    "The key of all sessions' secrets and of accounts' tokens, the same on all nodes. Without it a random one is made for sessions, whose secrets end with the process, and accounts have the keys in --data."
                ),
            ])
    }
}
