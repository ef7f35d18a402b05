import Loop
import Testing

/// The server's side against Python's ssl module and `openssl s_client`, over real sockets.
@Suite struct TLSServerTests {
    private let certificates = TestCertificates.shared

    private func configuration(_ change: (inout TLSServerConfiguration) -> Void = { _ in }) -> TLSServerConfiguration {
        var configuration = TLSServerConfiguration(certificates: [certificates.localhost])
        change(&configuration)
        return configuration
    }

    /// What Python's client says of a scenario, and why the server's connections ended.
    private func play(
        _ scenario: String, loops: Int = 1, expectsPrefix: Bool = false, _ configuration: TLSServerConfiguration
    ) throws -> (said: String, ended: [TCPCloseReason]) {
        let server = try TLSEchoServer(configuration, loops: loops, expectsPrefix: expectsPrefix)
        let script = String(#filePath.dropLast("TLSServerTests.swift".count)) + "peer.py"
        let said = Command.run(
            "timeout 30 python3 -W ignore \(script) \(scenario) \(server.address.port) \(certificates.directory)")
        let ended = server.stop()
        return (said.output.trimmed, ended)
    }

    private func kinds(_ reasons: [TCPCloseReason]) -> [TLSFailure.Kind] {
        reasons.compactMap { if case .insecure(let failure) = $0 { failure.kind } else { nil } }
    }

    @Test func `TLS 1_3 carries bytes both ways, and ends with both goodbyes`() throws {
        let (said, ended) = try play("echo", configuration())
        #expect(said == "TLSv1.3 echoed echoed")
        #expect(ended == [.closedHere])
    }

    @Test func `TLS 1_2 is spoken only where the operator allows it, and nothing older`() throws {
        #expect(try play("old", configuration()).said == "failed: TLSV1_ALERT_PROTOCOL_VERSION")
        let old = configuration { $0.minimumVersion = .v12 }
        #expect(try play("old", old).said == "TLSv1.2 echoed echoed")
        #expect(try play("ancient", old).said.hasPrefix("failed: "))
    }

    @Test func `HTTP 1_1 is chosen from what a client offers; a client of other protocols is refused`() throws {
        let (said, ended) = try play("alpn", configuration())
        #expect(said.hasPrefix("http/1.1 http/1.1 None failed: "))
        #expect(kinds(ended).last == .handshake)
    }

    @Test func `each name gets its certificate, and others get the first`() throws {
        let (said, _) = try play("names", configuration { $0.certificates.append(certificates.example) })
        #expect(said.hasPrefix("localhost *.pilsun.test *.pilsun.test \nrefused: Hostname mismatch"))
    }

    @Test func `a session is resumed on whichever loop the client comes to`() throws {
        #expect(try play("resume", loops: 3, configuration()).said == "False True True True True True")
    }

    @Test func `clients need a certificate of the authority where one is named, also to resume`() throws {
        let mutual = configuration { $0.clientAuthorityFile = certificates.authorityFile }
        let (said, ended) = try play("mutual", mutual)
        #expect(
            said == "echoed\nechoed\nTLSV1_ALERT_UNKNOWN_CA\nfailed: TLSV13_ALERT_CERTIFICATE_REQUIRED")
        #expect(kinds(ended).suffix(2) == [.certificate, .handshake])
    }

    @Test func `a client may send byte by byte`() throws {
        let (said, ended) = try play("bytewise", configuration())
        #expect(said == "drop by drop\nend")
        #expect(ended == [.closedHere])
    }

    @Test func `an end without a goodbye is a truncation`() throws {
        #expect(kinds(try play("truncate", configuration()).ended) == [.truncated])
        #expect(kinds(try play("vanish", configuration()).ended) == [.handshake])
    }

    @Test func `whoever says nothing is cut off in time`() throws {
        let (said, ended) = try play("silent", configuration { $0.handshakeMilliseconds = 150 })
        #expect(said == "end in time")
        #expect(kinds(ended) == [.timeout])
    }

    @Test func `garbage ends its connection and no other`() throws {
        let (said, ended) = try play("garbage", configuration())
        #expect(said == "alert")
        #expect(ended.count == 51)
        #expect(kinds(ended).last == .broken)
    }

    @Test func `plain HTTP is told to speak TLS`() throws {
        #expect(try play("plain", configuration()).said == "HTTP/1.1 400 speak TLS")
    }

    @Test(arguments: ["prefix", "glued"])
    func `TLS may begin behind something else`(scenario: String) throws {
        let (said, _) = try play(scenario, expectsPrefix: true, configuration())
        #expect(said == (scenario == "prefix" ? "echoed" : "glued"))
    }

    @Test func `new connections get new certificates, those that stand keep theirs, and broken files change nothing`()
        throws
    {
        let (said, _) = try play("reload", configuration { $0.certificates = [certificates.live] })
        #expect(said == "localhost reloaded client kept client echoed echoed")
    }

    @Test func `renegotiation is refused`() throws {
        let server = try TLSEchoServer(configuration { $0.minimumVersion = .v12 })
        let said = Command.run(
            "(sleep 0.3; echo R; sleep 0.3) | timeout 10 openssl s_client -tls1_2 -connect \(server.address) "
                + "-CAfile \(certificates.authorityFile)"
        ).output
        _ = server.stop()
        #expect(said.contains("RENEGOTIATING"))
        #expect(said.contains("no renegotiation"))
    }

    @Test func `keys may be updated at any time`() throws {
        let server = try TLSEchoServer(configuration())
        let said = Command.run(
            "(sleep 0.2; echo one; sleep 0.1; echo K; sleep 0.1; echo k; sleep 0.1; echo two; sleep 0.2) | "
                + "timeout 10 openssl s_client -connect \(server.address) -CAfile \(certificates.authorityFile)"
        ).output
        _ = server.stop()
        #expect(said.contains("KEYUPDATE"))
        #expect(said.contains("\none\n"))
        #expect(said.contains("\ntwo\n"))
    }

    @Test func `files that can't be used are named`() throws {
        let missing = TLSCertificate(chainFile: "/nowhere/chain.pem", keyFile: "/nowhere/key.pem")
        let foreign = TLSCertificate(
            chainFile: certificates.localhost.chainFile, keyFile: certificates.client.keyFile)
        for (certificate, file) in [(missing, "/nowhere/chain.pem"), (foreign, foreign.keyFile)] {
            let failure = #expect(throws: TLSFailure.self) {
                _ = try TLSServer(TLSServerConfiguration(certificates: [certificate]))
            }
            #expect(failure?.kind == .files)
            #expect(failure?.description.contains(file) == true)
        }
        let failure = #expect(throws: TLSFailure.self) {
            _ = try TLSServer(configuration { $0.clientAuthorityFile = "/nowhere/authorities.pem" })
        }
        #expect(failure?.description.contains("/nowhere/authorities.pem") == true)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
