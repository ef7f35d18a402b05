import Foundation
import Glibc

/// A Redis server of the test's own, on a free loopback port, with nothing on disk that outlives it.
final class RedisProcess {
    let port: UInt16
    private let folder: URL
    private let arguments: [String]
    private var process: Process?

    init(_ arguments: [String] = []) throws {
        port = Self.freePort()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("pilsun-redis-\(port)-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.arguments = arguments
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts it, and waits until it answers.
    func start() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["redis-server", "--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--dir", folder.path]
            + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        for _ in 0..<500 {
            if let client = BlockingClient(port: port) {
                client.send("PING\r\n")
                if client.read(until: "\r\n") != nil { return }
            }
            usleep(10_000)
        }
        throw CocoaError(.executableLoad)
    }

    /// Ends it without a word.
    func kill() {
        guard let process else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    func pause() { if let process { Glibc.kill(process.processIdentifier, SIGSTOP) } }

    func goOn() { if let process { Glibc.kill(process.processIdentifier, SIGCONT) } }

    /// Says a command, and answers with the first line of what comes back.
    @discardableResult
    func say(_ command: String) -> String? {
        guard let client = BlockingClient(port: port) else { return nil }
        client.send(command + "\r\n")
        return client.read(until: "\r\n")
    }

    static func freePort() -> UInt16 {
        let probe = ScriptedServer.listen()
        defer { close(probe.descriptor) }
        return probe.port
    }
}

/// A client that waits for its answers, at most two seconds each.
final class BlockingClient {
    private let descriptor: Int32

    init?(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafeBytes(of: name) {
            connect(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
        guard status == 0 else {
            close(descriptor)
            return nil
        }
        var timeout = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    func read(until end: String) -> String? {
        var text = "", buffer = [UInt8](repeating: 0, count: 4096)
        while !text.hasSuffix(end) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        return text
    }
}
