import ArgumentParser
import Characters
import Glibc
import Logging
import Loop
import Server

/// `pilsun serve`: serves pens, pages and health checks until it is told to end.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves pen clients and the practice page.",
        discussion: """
            SIGTERM and SIGINT drain: no new connections, clients are told to come again, then it ends.
            SIGHUP reads the certificates again; connections that stand keep theirs.
            """)

    @Option(help: "A numeric address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 lets the system choose.")
    var port: UInt16 = 8080

    @Option(help: "Threads for connections. Default: one for each core.")
    var loops: Int?

    @Option(help: "Threads for folding ink; 0 folds it on the loops.")
    var lanes = 0

    @Option(help: "The key of all sessions' secrets. Default: a random one, so that secrets end with the process.")
    var secret: String?

    @OptionGroup var tls: TLSOptions

    @OptionGroup var libraries: LibraryOptions

    func validate() throws {
        guard (1...256).contains(loops ?? 1) else { throw ValidationError("The loops must be 1 to 256.") }
        guard (0...256).contains(lanes) else { throw ValidationError("The lanes must be 0 to 256.") }
    }

    func run() throws {
        ProcessSignal.block()
        var configuration = PilsunServer.Configuration()
        configuration.transport.host = host
        configuration.transport.port = port
        configuration.transport.loops = loops ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        configuration.sessions.lanes = lanes
        configuration.sessions.secret = secret
        let log = Logger(label: "pilsun") { StreamLogHandler.standardError(label: $0) }
        if secret == nil {
            log.notice("no --secret: sessions can be resumed on this process only, and not after it has ended")
        }
        let server: PilsunServer
        do {
            configuration.transport.tls = try tls.server()
            server = try PilsunServer(configuration, source: try libraries.source(), log: log)
        } catch let error as SystemError {
            throw CommandFailure("The server cannot start: \(error).")
        } catch let error as TLSFailure {
            throw CommandFailure("The server cannot start: \(error).")
        }
        print("pilsun listening on \(configuration.transport.tls == nil ? "http" : "https")://\(server.address)")
        fflush(nil)
        while ProcessSignal.wait() == .reload { reload(configuration.transport.tls, log) }
        log.notice("draining")
        server.drain(withinMilliseconds: 5_000)
    }
    private func reload(_ tls: TLSServer?, _ log: Logger) {
        guard let tls else { return log.notice("reload: there are no certificates") }
        do throws(TLSFailure) {
            try tls.reload()
            log.notice("reload: new connections get the new certificates")
        } catch {
            log.error("reload: everything stays as it was", metadata: ["reason": "\(error)"])
        }
    }
}
