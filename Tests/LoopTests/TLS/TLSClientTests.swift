import Glibc
import Loop
import Testing

/// Whom the client's side trusts.
@Suite struct TLSClientTests {
    private let certificates = TestCertificates.shared

    /// Connects to a server with this certificate; answers what the client was told, and why it ended.
    private func connect(
        to certificate: TLSCertificate, name: String = "localhost", authorities: TLSClientConfiguration? = nil,
        server change: (inout TLSServerConfiguration) -> Void = { _ in }
    ) throws -> (log: [String], reason: TCPCloseReason?) {
        var configuration = TLSServerConfiguration(certificates: [certificate])
        change(&configuration)
        let server = try TLSEchoServer(configuration)
        defer { _ = server.stop() }
        let loop = try EventLoop(receiveBytes: 64 * 1024)
        let client = End()
        client.onReceive = { $0.connection?.close() }
        client.onClosed = { _ in loop.stop() }
        let tls = try TLSClient(authorities ?? trusting())
        client.connection = try TCPConnection.connect(
            loop, to: server.address, tls: TLSPeer(tls, name: name), delegate: client)
        client.write(Array("written before the handshake".utf8))
        let watchdog = Watchdog(loop)
        let timer = loop.startTimer(afterMilliseconds: 5000, watchdog)
        loop.run()
        loop.cancelTimer(timer)
        #expect(!watchdog.barked)
        return (client.log, client.reason)
    }

    private func trusting() -> TLSClientConfiguration {
        var configuration = TLSClientConfiguration()
        configuration.authorityFile = certificates.authorityFile
        return configuration
    }

    private func failure(_ reason: TCPCloseReason?) -> TLSFailure? {
        if case .insecure(let failure) = reason { failure } else { nil }
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a server is trusted by its name or its address`(name: String) throws {
        let (log, reason) = try connect(to: certificates.localhost, name: name)
        #expect(log == ["opened", "closed"])
        #expect(reason == .closedHere)
    }

    @Test(arguments: ["elsewhere.test", "127.0.0.2", "::1"])
    func `a server of another name is not`(name: String) throws {
        let (log, reason) = try connect(to: certificates.localhost, name: name)
        #expect(log == ["closed"])
        #expect(failure(reason)?.kind == .certificate)
        #expect(failure(reason)?.description.contains("mismatch") == true)
    }

    @Test func `a server that nobody has signed for is not, unless the client does not care`() throws {
        let (log, reason) = try connect(to: certificates.stranger)
        #expect(log == ["closed"])
        #expect(failure(reason) == nil || failure(reason)?.kind == .certificate)
        #expect(failure(reason)?.description.contains("self-signed") == true)
        var careless = TLSClientConfiguration()
        careless.verifiesServer = false
        #expect(try connect(to: certificates.stranger, authorities: careless).log == ["opened", "closed"])
    }

    @Test func `the system's authorities have not signed for it either`() throws {
        #expect(
            failure(try connect(to: certificates.localhost, authorities: TLSClientConfiguration()).reason)?.kind
                == .certificate)
    }

    @Test func `a client shows its certificate where it is asked for one`() throws {
        let askForOne = { (server: inout TLSServerConfiguration) in
            server.clientAuthorityFile = certificates.authorityFile
        }
        var known = trusting()
        known.certificate = certificates.client
        #expect(try connect(to: certificates.localhost, authorities: known, server: askForOne).reason == .closedHere)
        let (_, reason) = try connect(to: certificates.localhost, server: askForOne)
        #expect(failure(reason)?.description.contains("certificate required") == true)
    }

    @Test func `a server that speaks no TLS is found out`() throws {
        let pair = try ConnectionPair(.plain, client: .tls)
        pair.server.onReceive = { $0.write(Array("-ERR what is that?\r\n".utf8)) }
        pair.client.onClosed = { _ in pair.loop.stop() }
        pair.run()
        #expect(failure(pair.client.reason)?.kind == .handshake)
        #expect(pair.client.log == ["closed"])
    }

    @Test func `a server that does not answer is given up`() throws {
        var hasty = trusting()
        hasty.handshakeMilliseconds = 50
        let loop = try EventLoop(receiveBytes: 4096)
        let socket = try ListeningSocket(SocketAddress(127, 0, 0, 1, port: 0))
        defer { socket.close() }
        let client = End()
        client.onClosed = { _ in loop.stop() }
        client.connection = try TCPConnection.connect(
            loop, to: socket.address, tls: TLSPeer(try TLSClient(hasty), name: "localhost"), delegate: client)
        loop.run()
        #expect(failure(client.reason)?.kind == .timeout)
    }
}
