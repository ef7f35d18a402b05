import Foundation
import Glibc

/// A PostgreSQL server of the tests' own, on a port and a folder that nobody else has. It ends with the tests, however they end.
final class PostgresServer: Sendable {
    /// Where the programs are; nil where there are none, which skips what needs them.
    static let programs: String? = {
        let folder = "/usr/lib/postgresql/15/bin"
        if FileManager.default.isExecutableFile(atPath: folder + "/postgres") { return folder }
        print("skipped: PostgreSQL 15 is not installed (Debian's package postgresql)")
        return nil
    }()

    /// The one that suites share which leave it alone.
    static let shared = Result { try PostgresServer() }

    let folder: String
    let port: Int
    private let keeper: Process
    private let life = Pipe()

    /// Makes a server, or one that follows another, and starts it.
    init(following primary: PostgresServer? = nil, settings: [String] = []) throws {
        folder = NSTemporaryDirectory() + "pilsun-postgres-\(UUID().uuidString)"
        port = Self.freePort()
        // The server refuses to be root's.
        let user = geteuid() == 0 ? "setpriv --reuid=nobody --regid=nogroup --clear-groups" : ""
        let make =
            primary.map {
                "\(user) $P/pg_basebackup -h 127.0.0.1 -p \($0.port) -U pilsun -D $D/data -R -X stream -c fast >>$D/log 2>&1"
            } ?? "\(user) $P/initdb -D $D/data -U pilsun -A trust -E UTF8 --locale=C.UTF-8 --no-sync >>$D/log 2>&1"
        let options = (["fsync=off", "max_connections=200", "shared_buffers=16MB", "max_wal_senders=5"] + settings)
            .map { "-c '\($0)'" }.joined(separator: " ")
        let script = """
            P=\(Self.programs!); D=\(folder); mkdir -m 700 $D; : >$D/log
            [ $(id -u) != 0 ] || chown -R nobody:nogroup $D
            cd $D
            \(make) || { echo failed; exit 1; }
            start() {
                \(user) $P/postgres -D $D/data -h 127.0.0.1 -p \(port) -k $D \(options) >>$D/log 2>&1 </dev/null &
                server=$!
                until $P/pg_isready -q -h 127.0.0.1 -p \(port); do
                    kill -0 $server 2>/dev/null || { cat $D/log; echo failed; break; }
                    sleep 0.1
                done
            }
            start; echo ready
            while read word; do
                case $word in
                    kill) kill -QUIT $server; wait $server; echo killed ;;
                    start) start; echo ready ;;
                    freeze) pkill -STOP -P $server; kill -STOP $server; echo frozen ;;
                    thaw) kill -CONT $server; pkill -CONT -P $server; echo thawed ;;
                esac
            done
            kill -QUIT $server; wait $server; rm -rf $D
            """
        keeper = Process()
        keeper.executableURL = URL(fileURLWithPath: "/bin/bash")
        keeper.arguments = ["-c", script]
        keeper.standardInput = life
        keeper.standardOutput = answers
        try keeper.run()
        try expect("ready")
    }

    private let answers = Pipe()

    deinit { try? life.fileHandleForWriting.close() }

    private func expect(_ word: String) throws {
        var line: [UInt8] = []
        while let byte = try answers.fileHandleForReading.read(upToCount: 1)?.first {
            if byte != UInt8(ascii: "\n") {
                line.append(byte)
                continue
            }
            if line == Array(word.utf8) { return }
            line = []
        }
        throw CocoaError(.executableLoad)
    }

    private func tell(_ word: String, _ answer: String) throws {
        try life.fileHandleForWriting.write(contentsOf: Data("\(word)\n".utf8))
        try expect(answer)
    }

    /// Ends it at once, without a word to whoever is connected.
    func kill() throws { try tell("kill", "killed") }

    /// Starts it again.
    func start() throws { try tell("start", "ready") }

    /// From now on nobody is answered.
    func freeze() throws { try tell("freeze", "frozen") }

    /// Answers again.
    func thaw() throws { try tell("thaw", "thawed") }

    /// The URL of a database on it.
    func url(_ database: String) -> String { "postgresql://pilsun@127.0.0.1:\(port)/\(database)" }

    /// Makes a database, and tells its URL.
    func newDatabase() throws -> String {
        let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try run("CREATE DATABASE \(name)")
        return url(name)
    }

    /// Runs a statement as the server's owner.
    func run(_ statement: String, in database: String? = nil) throws {
        let program = Process()
        program.executableURL = URL(fileURLWithPath: Self.programs! + "/psql")
        program.arguments = ["-q", "-d", database ?? url("postgres"), "-v", "ON_ERROR_STOP=1", "-c", statement]
        program.standardOutput = FileHandle.nullDevice
        try program.run()
        program.waitUntilExit()
        guard program.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    private static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
            return Int(UInt16(bigEndian: $0.pointee.sin_port))
        }
    }
}
