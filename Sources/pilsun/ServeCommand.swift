import Access
import ArgumentParser
import Characters
import FoundationEssentials
import Glibc
import Logging
import Loop
import Server
import Sessions
import Transport

/// `pilsun serve`: serves pens, pages and health checks until it is told to end.
///
/// Its settings are no options of the argument parser, because they also come from the environment and from a file: they
/// are listed once, in ``SettingSection``, and the help is made from that list.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves pen clients and the practice page.",
        usage: "pilsun serve [--<setting> <value>] ...", discussion: SettingSection.help)

    @Argument(parsing: .captureForPassthrough, help: .hidden)
    var arguments: [String] = []

    func run() throws {
        if arguments.contains("--help") || arguments.contains("-h") { throw CleanExit.helpRequest(self) }
        ProcessSignal.block()
        var settings = try readSettings()
        let level = AdjustableLogHandler.SharedLevel(settings.logLevel)
        let log = Logger(label: "pilsun") { AdjustableLogHandler(label: $0, level: level) }
        for sentence in settings.unknownVariables { log.warning("\(sentence)") }
        let tls = try settings.tls.server(handshakeMilliseconds: settings.server.transport.limits.handshakeMilliseconds)
        settings.server.transport.tls = tls
        settings.server.tokenKeys = try settings.jwtKey.map(TokenKeys.init(path:))
        let server = try start(settings, log)
        if settings.server.sessions.requiresLogs, !server.waitForLogs(milliseconds: 5_000) {
            throw CommandFailure("Redis cannot be used: \(server.troubles.joined(separator: "; ")).")
        }
        print("pilsun listening on \(tls == nil ? "http" : "https")://\(server.address)")
        fflush(nil)
        while ProcessSignal.wait() == .reload { reload(server, tls, level, log) }
        log.notice("draining")
        server.drain(withinMilliseconds: settings.drainMilliseconds)
    }

    private func readSettings() throws(CommandFailure) -> ServeConfiguration {
        try ServeConfiguration(arguments: arguments, environment: ProcessInfo.processInfo.environment)
    }

    private func start(_ settings: ServeConfiguration, _ log: Logger) throws(CommandFailure) -> PilsunServer {
        if settings.server.sessions.secret == nil {
            log.notice("no --secret: sessions can be resumed on this process only, and not after it has ended")
        }
        let source = try LibraryOptions.source(of: settings.libraries)
        do throws(SystemError) {
            return try PilsunServer(settings.server, source: source, log: log)
        } catch {
            throw CommandFailure("The server cannot start: \(error).")
        }
    }

    /// SIGHUP: the log level, the keys of tokens and the certificates; what cannot be read stays as it was.
    private func reload(
        _ server: PilsunServer, _ tls: TLSServer?, _ level: AdjustableLogHandler.SharedLevel, _ log: Logger
    ) {
        do throws(CommandFailure) {
            let settings = try readSettings()
            level.level = settings.logLevel
            log.notice("reload: the log level is \(level.level)")
            if let path = settings.jwtKey { server.reload(tokenKeys: try TokenKeys(path: path)) }
        } catch {
            log.error("reload: the settings stay as they were", metadata: ["reason": "\(error)"])
        }
        guard let tls else { return }
        do throws(TLSFailure) {
            try tls.reload()
            log.notice("reload: new connections get the new certificates")
        } catch {
            log.error("reload: the certificates stay as they were", metadata: ["reason": "\(error)"])
        }
    }
}
