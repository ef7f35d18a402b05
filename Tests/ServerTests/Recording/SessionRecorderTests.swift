import Characters
import Checking
import Glibc
import Ink
import Logging
import Testing
import Wire

@testable import Sessions

@Suite("Session logs")
struct SessionRecorderTests {
    /// A new folder, gone afterwards.
    private final class Folder {
        let path: String

        init() {
            var name = Array("/tmp/pilsun-logs-XXXXXX".utf8CString)
            mkdtemp(&name)
            path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        deinit {
            for file in ["a.ndjson", "b.ndjson", "2e2e2f78.ndjson"] { unlink("\(path)/\(file)") }
            rmdir(path)
        }

        func contents(_ name: String) -> String? {
            guard let file = fopen("\(path)/\(name)", "r") else { return nil }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes[..<count], as: UTF8.self)
        }
    }

    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("A log holds the ink as it was taken in, and checks as the ink itself does; it tells no token")
    func log() throws {
        let folder = Folder()
        let recorder = try SessionRecorder(directory: folder.path, log: quiet)
        var start = SessionStart()
        start.text = ["ㅡ"]
        start.boxes = [Frame(x: 0, y: 0, width: 100, height: 100)!]
        start.token = "secret"
        let head = try SessionHead(start)
        let log = SessionLog(session: "a", head: head, start: start, recorder: recorder, now: 1000)
        var intake = InkIntake(grid: head.quantiser)
        func take(_ kind: InkEvent.Kind, _ points: [RawPoint] = [], at now: UInt64) throws {
            _ = try intake.take(kind, number: nil, points: points) { log.note($0) }
            log.finish(kind, number: intake.lastNumber, now: now)
        }
        try take(.start, [RawPoint(x: 10, y: 50.00001, time: 5)], at: 1005)
        // Time that runs backwards stands still in the log as it did in the fold.
        try take(
            .move, (1...40).map { RawPoint(x: 10 + 2 * Double($0), y: 50, time: $0 == 7 ? 1 : 5 + Double($0) * 8) },
            at: 1400)
        try take(.end, at: 1401)
        try take(.undo, at: 1500)
        try take(.next, at: 1600)
        log.flush()
        recorder.stop()
        let text = try #require(folder.contents("a.ndjson"))
        let lines = text.split(separator: "\n")
        #expect(lines.count == 7 && text.hasSuffix("\n") && !text.contains("secret"))
        #expect(lines[0] == #"["session:log",{"session":"a","protocol":1}]"#)
        #expect(lines[2] == #"["stroke:start",{"x":10,"y":50,"t":5,"seq":1,"at":5}]"#)
        #expect(lines[5] == #"["stroke:undo",{"seq":4,"at":500}]"#)
        var run = CheckRun(source: SourceChain([HangulSource()])), splitter = LineSplitter()
        splitter.feed(Array(text.utf8).span.bytes) { run.take($0, lineNumber: $1) }
        run.finish()
        let answer = String(decoding: run.json.bytes, as: UTF8.self)
        #expect(answer.hasPrefix(#"{"id":"a/0","text":"ㅡ","verdict":"wrong""#) && answer.contains("stroke.match"))
    }

    @Test("What cannot be written ends that session's log with its last whole line, and is counted; others go on")
    func full() throws {
        let folder = Folder()
        let recorder = try SessionRecorder(directory: folder.path, longestLog: 1000, log: quiet)
        recorder.append(Array("one\n".utf8), session: "a")
        recorder.append([UInt8](repeating: 0x78, count: 1000), session: "a")
        recorder.append(Array("three\n".utf8), session: "a")
        recorder.append(Array("other\n".utf8), session: "b")
        recorder.append(Array("odd\n".utf8), session: "../x")
        recorder.stop()
        #expect(folder.contents("a.ndjson") == "one\n" && folder.contents("b.ndjson") == "other\n")
        #expect(folder.contents("2e2e2f78.ndjson") == "odd\n", "an id never leads out of the folder")
        #expect(recorder.lostSessions == 1)
    }

    @Test("A full disk is told, and leaves no half line")
    func noSpace() {
        #expect(LogFile("/dev/full", longest: 100).append(Array("x\n".utf8)) == "No space left on device")
        #expect(LogFile("/nowhere/a", longest: 100).append(Array("x\n".utf8)) == "No such file or directory")
    }

    @Test("A folder that cannot be written to is refused at the start")
    func folder() {
        #expect(throws: (any Error).self) { try SessionRecorder(directory: "/proc/none/logs", log: quiet) }
    }
}
