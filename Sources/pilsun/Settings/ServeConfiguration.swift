import Glibc
import Logging
import Server
import Transport

/// Everything that `pilsun serve` can be told, with its defaults.
struct ServeConfiguration: Sendable {
    /// The server's own part.
    var server = PilsunServer.Configuration()
    /// HTTPS.
    var tls = TLSSettings()
    /// Compression of messages.
    var compression = CompressionSettings()
    /// Libraries of characters, the first one that has a character wins.
    var libraries: [String] = []
    /// The file of keys that tokens are verified with.
    var jwtKey: String?
    /// What is logged.
    var logLevel = Logger.Level.info
    /// The file that was read besides the command line and the environment.
    var settingsFile: String?
    /// What the environment seems to set and does not: a sentence for each variable.
    var unknownVariables: [String] = []
    /// From SIGTERM to the end.
    var drainMilliseconds = 10_000

    /// The defaults: a loop for each core.
    init() {
        server.transport.loops = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        server.records.data = "pilsun-data"
    }
}
