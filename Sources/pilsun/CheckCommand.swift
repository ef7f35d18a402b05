import ArgumentParser
import Characters
import Checking
import Glibc
import Server
import Sessions
import Wire

/// `pilsun check FILE…`: what a live client would have been told about recorded ink, as one line of JSON for each character.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judges recordings: one line of JSON for each written character.",
        discussion: """
            A line that cannot be judged is answered with its error. The command ends with 0 when its input was read through; with \
            --fail-on-errors only where every line was judged.
            """)

    @OptionGroup var libraries: LibraryOptions

    @Option(help: "Judge at beginner, standard or strict. Default: standard; a session log at its own.")
    var level: String?

    @Flag(help: "End with 1 where a line could not be judged.")
    var failOnErrors = false

    @Argument(help: "Files of recordings or session logs; - is standard input.")
    var files: [String]

    func validate() throws {
        guard let level, Level(rawValue: level) == nil else { return }
        throw ValidationError("There is no level “\(level)”: choose beginner, standard or strict.")
    }

    func run() throws {
        var run = CheckRun(source: try libraries.source(), level: level.flatMap(Level.init(rawValue:)))
        for file in files {
            let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw CommandFailure("“\(file)” cannot be read: \(Self.reason()).") }
            defer { if descriptor != STDIN_FILENO { close(descriptor) } }
            try Self.pass(descriptor, named: file, through: &run)
        }
        if failOnErrors, run.failures > 0 {
            throw CommandFailure("\(run.failures) line\(run.failures == 1 ? "" : "s") could not be judged.")
        }
    }

    private static func pass(
        _ descriptor: Int32, named name: String, through run: inout CheckRun
    ) throws {
        var splitter = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw CommandFailure("“\(name)” cannot be read: \(reason()).") }
            if count == 0 { break }
            splitter.feed(buffer.span.bytes.extracting(0..<count)) { run.take($0, lineNumber: $1) }
            try writeOut(&run.json)
        }
        splitter.finish { run.take($0, lineNumber: $1) }
        run.finish()
        try writeOut(&run.json)
    }

    /// Writes the answers so far to standard output; a reader that has gone (`| head`) ends the run quietly.
    private static func writeOut(_ json: inout JSONWriter) throws {
        var start = 0
        while start < json.bytes.count {
            let count = json.bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { throw ExitCode.success }
            guard count >= 0 else { throw CommandFailure("Standard output cannot be written: \(reason()).") }
            start += count
        }
        json.removeAll()
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
