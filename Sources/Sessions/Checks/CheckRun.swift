public import Characters
public import Checking
import Ink
public import Wire

/// `pilsun check`: reads files of recordings and session logs line by line, and answers with a line for each written character.
///
/// The events come from the very rim, fold and encoder that serve live clients. It does no I/O: lines go in, bytes come out.
public struct CheckRun {
    private let source: PreparedCharacters
    private let level: Level?
    private var reader = RecordingReader()
    private var log: LoggedSession?
    private let raster = CharacterRaster()
    /// The answers so far, each with its line feed; whoever writes them out empties it.
    public var json = JSONWriter()
    /// How many of the answers say that something could not be judged.
    public private(set) var failures = 0

    /// A run before the first line.
    ///
    /// - Parameter level: judges everything at this level; nil leaves session logs their own, and recordings the default.
    public init(source: some CharacterSource, level: Level? = nil) {
        self.source = PreparedCharacters(source)
        self.level = level
    }

    /// Takes the next line of the file, whose number is named in the answer where the line cannot be used.
    public mutating func take(_ line: RawSpan, lineNumber: Int) {
        switch reader.read(line) {
        case .recording(let recording):
            finishLog()
            check(recording)
        case .header(let session):
            finishLog()
            log = LoggedSession(id: session, source: source, level: level)
        case .event(let event):
            if log == nil { log = LoggedSession(id: "", source: source, level: level) }
            do throws(EventError) {
                try log?.take(event, points: reader.points)
            } catch {
                fail(id: log?.id, error, lineNumber: lineNumber)
            }
        case .failure(let id, let error):
            fail(id: id, error, lineNumber: lineNumber)
        }
    }

    /// The file has ended.
    public mutating func finish() { finishLog() }

    private mutating func finishLog() {
        log?.finish(raster: raster, into: &json)
        log = nil
    }

    private mutating func check(_ recording: Recording) {
        let head = SessionHead(text: [recording.text], boxes: [recording.frame], level: level ?? .standard)
        do throws(UnknownCharacter) {
            var session = try CheckedSession(head: head, source: source)
            session.write(recording.strokes)
            session.appendLine(id: recording.id, character: 0, raster: raster, to: &json)
        } catch {
            fail(id: recording.id, EventError(error), lineNumber: nil)
        }
    }

    /// Answers with the line of something that cannot be judged.
    private mutating func fail(id: String?, _ error: EventError, lineNumber: Int?) {
        failures += 1
        json.failure(id: id, error, lineNumber: lineNumber)
    }
}

extension JSONWriter {
    /// Appends the line of something that cannot be judged.
    mutating func failure(id: String?, _ error: EventError, lineNumber: Int?) {
        raw("{\"id\":")
        string(orNull: id)
        raw(",\"error\":{\"code\":")
        string(error.code.rawValue)
        raw(",\"message\":")
        string(lineNumber.map { "Line \($0): \(error.message)" } ?? error.message)
        raw("},\"events\":[]}\n")
    }
}
