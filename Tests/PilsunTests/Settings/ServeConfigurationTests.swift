import FoundationEssentials
import Logging
import Server
import Sessions
import Testing
import Transport
import Wire

@testable import pilsun

@Suite struct ServeConfigurationTests {
    /// A settings file that lives as long as the test needs it.
    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "pilsun-settings-\(UUID()).json").path
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func message(_ arguments: [String] = [], _ environment: [String: String] = [:]) -> String? {
        do throws(CommandFailure) {
            _ = try ServeConfiguration(arguments: arguments, environment: environment)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `nothing given leaves every default`() throws {
        let configuration = try ServeConfiguration(arguments: [], environment: [:])
        #expect(configuration.server.transport.port == 8080)
        #expect(configuration.server.transport.host == "127.0.0.1")
        #expect(configuration.logLevel == .info)
        #expect(configuration.libraries == [])
    }

    @Test func `the command line beats the environment, the environment the file`() throws {
        try withFile(#"{"port": 1, "lanes": 1, "loops": 1, "characters": ["a", "b"], "drain-seconds": 0.5}"#) { path in
            let configuration = try ServeConfiguration(
                arguments: ["--port", "3", "--config", path, "--log-level=debug"],
                environment: ["PILSUN_PORT": "2", "PILSUN_LANES": "2", "PILSUN_LOG_LEVEL": "error", "PILSUN_LOOPS": ""])
            #expect(configuration.server.transport.port == 3)
            #expect(configuration.server.sessions.lanes == 2)
            #expect(configuration.server.transport.loops == 1, "an empty variable counts as not given")
            #expect(configuration.libraries == ["a", "b"])
            #expect(configuration.logLevel == .debug)
            #expect(configuration.drainMilliseconds == 500)
        }
    }

    @Test func `the file may be named by the environment`() throws {
        try withFile(#"{"characters": "only", "secret": "s"}"#) { path in
            let configuration = try ServeConfiguration(arguments: [], environment: ["PILSUN_CONFIG": path])
            #expect(configuration.libraries == ["only"])
            #expect(configuration.server.sessions.secret == "s")
        }
    }

    @Test func `a list is repeated on the command line and divided by commas in the environment`() throws {
        #expect(
            try ServeConfiguration(arguments: ["--characters", "a", "--characters=b,c"], environment: [:]).libraries
                == ["a", "b,c"])
        #expect(
            try ServeConfiguration(arguments: [], environment: ["PILSUN_CHARACTERS": "a,b"]).libraries == ["a", "b"])
    }

    @Test(arguments: [
        (["--port", "70000"], "--port: give a whole number from 0 to 65535."),
        (["--port", "http"], "--port: give a whole number from 0 to 65535."),
        (["--port"], "--port needs a value"),
        (["--port", "--lanes", "1"], "--port needs a value"),
        (["--port", "1", "--port", "2"], "--port is given twice"),
        (["--prot", "1"], "There is no setting --prot (did you mean --port?)."),
        (["8080"], "“8080” is no setting"),
        (["--drain-seconds", "0"], "--drain-seconds: give a number of seconds above 0"),
        (["--drain-seconds", "nan"], "--drain-seconds: give a number of seconds above 0"),
        (["--log-level", "loud"], "--log-level: give trace, debug, info"),
        (["--characters", ""], "--characters “”: give the path of a library."),
        (["--proxy-protocol"], "--proxy-protocol needs --trusted-proxy"),
        (["--trusted-proxy", "10.0.0.0/33"], "--trusted-proxy “10.0.0.0/33”: give an address or a block"),
        (["--max-connections-per-address", "0"], "--max-connections-per-address: give a whole number from 1"),
        (["--config", "/nowhere/x.json"], "“/nowhere/x.json” cannot be read: there is no such file or directory."),
    ])
    func `what is wrong on the command line gets a sentence`(arguments: [String], expected: String) {
        #expect(message(arguments)?.contains(expected) == true, "\(message(arguments) ?? "accepted")")
    }

    @Test func `a flag needs no value on the command line, and has one elsewhere`() throws {
        let trusted = ["PILSUN_TRUSTED_PROXY": "10.0.0.0/8,::1"]
        let given = try ServeConfiguration(arguments: ["--proxy-protocol", "--port", "0"], environment: trusted)
        #expect(given.server.transport.expectsProxyHeader)
        #expect(given.server.transport.trustedProxies.count == 2)
        let variables = trusted.merging(["PILSUN_PROXY_PROTOCOL": "true"]) { $1 }
        #expect(try ServeConfiguration(arguments: [], environment: variables).server.transport.expectsProxyHeader)
        #expect(
            try !ServeConfiguration(arguments: ["--proxy-protocol=false"], environment: variables)
                .server.transport.expectsProxyHeader)
    }

    @Test func `nothing is compressed unless that is said`() throws {
        let sizes = ["PILSUN_DEFLATE_MINIMUM_BYTES": "64", "PILSUN_DEFLATE_MEMORY_BYTES": "0"]
        #expect(try ServeConfiguration(arguments: [], environment: sizes).server.transport.deflate == nil)
        let said = try ServeConfiguration(arguments: ["--deflate"], environment: sizes).server.transport.deflate
        #expect(said?.minimumBytes == 64)
        #expect(said?.contextBytes == 0)
    }

    @Test func `a limit that is said holds for this machine too, one that is not said does not`() throws {
        let silent = try ServeConfiguration(arguments: [], environment: [:]).server
        #expect(silent.transport.limits.connectionsPerAddress == nil)
        #expect(silent.sessions.pointsPerSecond == nil)
        let said = try ServeConfiguration(
            arguments: ["--max-connections-per-address", "7", "--max-points-per-second", "8"], environment: [:]
        ).server
        #expect(said.transport.limits.connectionsPerAddress == 7)
        #expect(said.sessions.pointsPerSecond == 8)
    }

    @Test func `what is wrong in the environment names the variable`() {
        #expect(message([], ["PILSUN_PORT": "x"])?.hasPrefix("PILSUN_PORT: give a whole number") == true)
    }

    @Test func `a variable that is named like a setting and is none is told`() throws {
        let environment = [
            "PILSUN_PROT": "1", "PILSUN_PORT": "1", "PILSUN_DATA_OF_MINE": "x", "HOME": "/", "PILSUN_CONFIG": "",
        ]
        #expect(
            try ServeConfiguration(arguments: [], environment: environment).unknownVariables == [
                "the variable PILSUN_DATA_OF_MINE in the environment is no setting",
                "the variable PILSUN_PROT in the environment is no setting (did you mean PILSUN_PORT?)",
            ])
    }

    @Test func `a byte order mark before the file is stepped over`() throws {
        try withFile("\u{FEFF}{\"port\": 81}") { path in
            let configuration = try ServeConfiguration(arguments: ["--config", path], environment: [:])
            #expect(configuration.server.transport.port == 81)
        }
    }

    @Test(arguments: [
        ("[]", "is not one JSON object"),
        ("{", "is not one JSON object"),
        (#"{"port": "8080"}"#, "“port” in FILE: give a whole number from 0 to 65535."),
        (#"{"port": 80.5}"#, "“port” in FILE: give a whole number from 0 to 65535."),
        (#"{"port": null}"#, "“port” in FILE: give a whole number from 0 to 65535."),
        (#"{"characters": [1]}"#, "“characters” in FILE: give the path of a library."),
        (#"{"max-conections": 1}"#, "there is no setting “max-conections” (did you mean max-connections?)."),
    ])
    func `what is wrong in the file names the file and the key`(text: String, expected: String) throws {
        try withFile(text) { path in
            let message = message(["--config", path])
            #expect(message?.contains(expected.replacing("FILE", with: path)) == true, "\(message ?? "accepted")")
        }
    }

    @Test func `every setting has one name, a help, and its default in the help`() {
        let names = SettingSection.settings.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(SettingSection.settings.allSatisfy { $0.help.hasSuffix(".") || $0.help.hasSuffix(")") })
        #expect(SettingSection.help.contains("--port <port>"))
        #expect(
            SettingSection.help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .contains("--port <port> The port; 0 lets the system choose. (default: 8080)"))
        #expect(SettingSection.help.split(separator: "\n").allSatisfy { $0.first != " " || $0.count <= 80 })
    }
}
