import Characters
import Logging
import Loop
import Server
import Transport

/// A whole server on a port of its own, with a log that nobody reads.
struct LiveServer {
    let server: PilsunServer

    init(_ change: (inout PilsunServer.Configuration) -> Void = { _ in }) throws {
        var configuration = PilsunServer.Configuration()
        configuration.transport.port = 0
        change(&configuration)
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        server = try PilsunServer(configuration, source: SourceChain([HangulSource()]), log: log)
    }

    var address: SocketAddress { server.address }

    func stop() { server.drain(withinMilliseconds: 100) }

    /// What a client gets that says this and reads until the server closes.
    func answer(to request: String) -> String? { answer(to: Array(request.utf8)) }

    /// The same in bytes.
    func answer(to request: [UInt8]) -> String? {
        let client = RawClient(address)
        client.send(request)
        return client.readText()
    }

    /// The value of a line of `/metrics`.
    func metric(_ line: String) -> Int? {
        let page = answer(to: "GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n") ?? ""
        return page.split(separator: "\n").first { $0.hasPrefix(line + " ") }.flatMap {
            Int($0.dropFirst(line.count + 1))
        }
    }
}
