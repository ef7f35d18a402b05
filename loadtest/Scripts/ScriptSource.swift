import Glibc
import Wire

/// What pens are to write: recordings and session logs, read from files, or the built-in set.
struct ScriptSource: Sendable {
    private(set) var recordings: [Recording] = []
    /// Session logs, at their own times.
    private(set) var logs: [PenScript] = []
    /// Lines that could not be used and were passed over.
    private(set) var brokenLines = 0
    private var files = 0

    /// The recordings that the project makes for itself.
    static let builtIn: ScriptSource = {
        var source = ScriptSource()
        for file in SyntheticRecordings().files {
            // What the project writes itself can be read; a test holds it.
            try? source.read(file.bytes, named: file.name, skipsBroken: false)
        }
        return source
    }()

    /// Reads files of recordings or session logs; without any the built-in set.
    ///
    /// - Parameter skipsBroken: passes over lines that cannot be used instead of refusing the file.
    init(files: [String], skipsBroken: Bool) throws(InputFault) {
        if files.isEmpty { self = Self.builtIn }
        for file in files {
            try read(try Self.contents(of: file), named: file, skipsBroken: skipsBroken)
        }
        guard !recordings.isEmpty || !logs.isEmpty else {
            throw InputFault(
                "There is nothing to write in \(files.joined(separator: ", ")): name a file with a recording in each line, or a "
                    + "session log of “pilsun serve --record”.")
        }
    }

    private init() {}

    /// Keeps only some of the recordings.
    mutating func keep(_ isWanted: (Recording) -> Bool) { recordings.removeAll { !isWanted($0) } }

    private mutating func read(_ bytes: [UInt8], named name: String, skipsBroken: Bool) throws(InputFault) {
        var splitter = LineSplitter()
        var reader = RecordingReader()
        var log: PenScript.LogReader?
        files += 1
        func take(_ line: RawSpan, _ number: Int) throws(InputFault) {
            switch reader.read(line) {
            case .recording(let recording):
                if !recording.strokes.isEmpty { recordings.append(recording) }
            case .header(let session):
                finish(&log)
                log = PenScript.LogReader(name: session)
            case .event(let event):
                if log == nil { log = PenScript.LogReader(name: name) }
                log?.take(event, points: reader.points, atMilliseconds: RecordingReader.arrival(of: line))
            case .failure(_, let error):
                guard skipsBroken else {
                    throw InputFault(
                        "\(name), line \(number): \(error.message) Mend the line or take it out; --skip-broken goes on "
                            + "without such lines.")
                }
                brokenLines += 1
            }
        }
        try splitter.feed(bytes.span.bytes, line: take)
        try splitter.finish(line: take)
        finish(&log)
    }

    private mutating func finish(_ log: inout PenScript.LogReader?) {
        if let script = log?.script, !script.events.isEmpty { logs.append(script) }
        log = nil
    }

    /// A file's bytes; `-` is standard input.
    static func contents(of file: String) throws(InputFault) -> [UInt8] {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InputFault("“\(file)” cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw InputFault("“\(file)” cannot be read: \(String(cString: strerror(errno))).") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}

extension ScriptSource {
    /// The scripts of a run, each in `variations` variations.
    ///
    /// - Parameter charactersPerSession: recordings that are written in one session, in the order of the files.
    func scripts(
        pacing: Pacing, charactersPerSession: Int, variations: Int, seed: UInt64
    ) -> [PenScript] {
        var scripts = logs
        for first in stride(from: 0, to: recordings.count, by: charactersPerSession) {
            let part = Array(recordings[first..<min(first + charactersPerSession, recordings.count)])
            let name =
                part.count == 1 && !part[0].id.isEmpty ? part[0].id : "recordings \(first + 1)–\(first + part.count)"
            scripts.append(ScriptBuilder.script(named: name, of: part, pacing: pacing))
        }
        // Answers are looked up by name.
        var names: Set<String> = []
        for place in scripts.indices where !names.insert(scripts[place].name).inserted {
            scripts[place] = scripts[place].varied(by: .none, named: "\(scripts[place].name) (\(place + 1))")
        }
        guard variations > 0 else { return scripts }
        let varies = pacing.timing == .recorded
        return scripts.enumerated().flatMap { place, script in
            (0..<variations).map { index in
                let variation = Variation(seed: seed, index: place * variations + index, variesSpeed: varies)
                return script.varied(by: variation, named: "\(script.name), variation \(index + 1)")
            }
        }
    }
}
