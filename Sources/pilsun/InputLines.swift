import Glibc
import Wire

/// The lines of a file that a command was given, `-` for standard input, read as they come.
enum InputLines {
    /// Calls `body` for every line, without its line feed and with its number, and `afterEach` after each piece that was read and at the end.
    static func forEach(
        of file: String, _ body: (RawSpan, Int) -> Void, afterEach: () throws -> Void
    ) throws {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(file) }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var splitter = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(file) }
            if count == 0 { break }
            splitter.feed(buffer.span.bytes.extracting(0..<count)) { body($0, $1) }
            try afterEach()
        }
        splitter.finish { body($0, $1) }
        try afterEach()
    }

    private static func unreadable(_ file: String) -> CommandFailure {
        CommandFailure("“\(file)” cannot be read: \(String(cString: strerror(errno))).")
    }
}
