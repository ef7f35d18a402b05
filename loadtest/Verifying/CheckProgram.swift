import Glibc
import Ink
import Wire

/// Asks `pilsun check` what the sessions of scripts must be told.
struct CheckProgram {
    private let path: String

    /// The program at a path; without one the `pilsun` beside this executable.
    init(path: String?) throws(InputFault) {
        let beside = Self.ownFolder.map { "\($0)/pilsun" }
        guard let program = path ?? beside, access(program, X_OK) == 0 else {
            throw InputFault(
                "“\(path ?? beside ?? "pilsun")” cannot be run, which says what the answers must be: build it, or name it with "
                    + "--pilsun; --expected FILE takes answers that it gave before.")
        }
        self.path = program
    }

    /// The answers for scripts, which are handed over as session logs.
    func answers(for scripts: [PenScript]) throws(InputFault) -> ExpectedAnswers {
        var writer = RecordingWriter()
        for script in scripts { script.write(asLog: &writer) }
        let input = try TemporaryFile(writer.json.bytes), output = try TemporaryFile([])
        guard run(["check", input.path], output: output) == 0 else {
            throw InputFault("“\(path) check” failed; it has said above why.")
        }
        return try ExpectedAnswers(try output.contents())
    }

    private func run(_ arguments: [String], output: TemporaryFile) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, STDOUT_FILENO)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawn(&process, path, &actions, nil, &words, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static var ownFolder: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}

/// A file that is gone when nobody holds it any more.
private final class TemporaryFile {
    let path: String
    let descriptor: Int32

    init(_ bytes: [UInt8]) throws(InputFault) {
        var name = Array("/tmp/loadtest-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard descriptor >= 0 else { throw InputFault("No temporary file can be made in /tmp: is there room?") }
        guard DescriptorWriting.write(bytes, to: descriptor) else {
            throw InputFault("A temporary file cannot be written: is there room in /tmp?")
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    func contents() throws(InputFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(max(lseek(descriptor, 0, SEEK_END), 0)))
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count == bytes.count else { throw InputFault("A temporary file cannot be read.") }
        return bytes
    }
}

extension PenScript {
    /// Appends the script as a session log whose id is the script's name.
    func write(asLog writer: inout RecordingWriter) {
        writer.header(session: name)
        var encoder = ClientEventEncoder(grid: Quantiser(frame: frame))
        encoder.start(start)
        writer.event(encoder.json.bytes, at: 0)
        for (index, event) in events.enumerated() {
            encoder.json.removeAll()
            encoder.ink(event.kind, samples: samples(of: event), number: UInt64(index + 1))
            writer.event(encoder.json.bytes, at: Double(event.atMicroseconds) / 1000)
        }
    }
}
