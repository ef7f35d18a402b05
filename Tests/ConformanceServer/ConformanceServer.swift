import ArgumentParser
import Loop
import Transport
import Wire

/// The transport by itself, for suites and load clients from outside: echoes WebSocket messages at `/` and `/echo`, Engine.IO
/// messages at `/engine.io/` and Socket.IO events at `/socket.io/`, compresses when that is offered, takes messages of 16 MiB, sends
/// no pings but those of Engine.IO and limits no rates.
@main
struct ConformanceServer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance-server",
        abstract: "The transport of Pilsun with an echo handler, for outside test suites.")

    @Option(help: "A numeric address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 lets the system choose.")
    var port: UInt16 = 9001

    @Option(help: "Loop threads.")
    var loops = 1

    @Flag(inversion: .prefixedNo, help: "Agree to permessage-deflate.")
    var deflate = true

    @Option(help: "A certificate in PEM: speak TLS.")
    var tlsCert: String?

    @Option(help: "Its key in PEM.")
    var tlsKey: String?

    @Flag(name: .customLong("tls-1.2"), help: "Speak TLS 1.2 as well.")
    var speaksOldTLS = false

    func run() throws {
        ProcessSignal.block()
        var configuration = TransportConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.loops = loops
        configuration.limits.webSocket.messageBytes = 16 << 20
        // The suite sends 4 MiB in frames of 64 bytes.
        configuration.limits.webSocket.fragments = 1 << 20
        configuration.limits.queuedBytes = 64 << 20
        configuration.limits.pingMilliseconds = 0
        configuration.limits.idleMilliseconds = 0
        if deflate {
            var compression = WebSocketDeflate()
            compression.minimumBytes = 0
            configuration.deflate = compression
        }
        if let tlsCert, let tlsKey {
            var tls = TLSServerConfiguration(certificates: [TLSCertificate(chainFile: tlsCert, keyFile: tlsKey)])
            if speaksOldTLS { tls.minimumVersion = .v12 }
            configuration.tls = try TLSServer(tls)
        }
        let server = try TransportServer(configuration, startsThreads: false) { EchoHandler(loop: $0) }
        print("conformance-server listening on \(configuration.tls == nil ? "http" : "https")://\(server.address)")
        fflushStandardOutput()
        try server.runUntilSignal()
        while ProcessSignal.wait() == .reload { try? configuration.tls?.reload() }
        server.drain(withinMilliseconds: 2000)
    }
}
