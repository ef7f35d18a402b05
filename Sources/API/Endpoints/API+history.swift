internal import Accounts
internal import Ink
internal import Loop
internal import Records
internal import Wire

/// What somebody has written.
extension API {
    static let history = [
        Endpoint(.get, "/api/v1/feedback/history") { call throws(Problem) in
            let user = try call.user
            let (filter, after, limit) = try call.query { query in
                var filter = AttemptFilter()
                filter.text = query.text("text", 1...200)
                filter.character = query.text("character", 1...16)
                filter.isCorrect = query.word("verdict", of: ["correct", "wrong"]).map { $0 == "correct" }
                filter.fault = query.text("fault", 1...64)
                filter.lesson = query.text("lesson", 1...100)
                filter.from = query.time("from")
                filter.to = query.time("to")
                return (filter, query.cursor(), query.limit())
            }
            return try await call.archived {
                try await $0.attempts(of: user.user, filter, after: after, limit: limit)
            }.response { $0.members(of: $1) }
        },
        Endpoint(.post, "/api/v1/feedback/history", body: 4 * 1024 * 1024) { call throws(Problem) in
            try await take(call)
        },
        Endpoint(.get, "/api/v1/feedback/history/{attempt}") { call throws(Problem) in
            let user = try call.user, id = try call.pathID("attempt")
            guard let attempt = try await call.archived({ try await $0.attempt(id, of: user.user) }) else {
                throw .notFound
            }
            let judge = call.api.judge
            let events = try await call.judged { judge.events(of: attempt) }
            return HTTPResponse { json in
                json.members(of: attempt.summary)
                json.members(of: attempt.ink)
                json.member("events")
                json.raw("[")
                json.bytes += events
                json.raw("]")
            }
        },
    ]

    /// Most recordings of one batch.
    private static let mostRecordings = 100

    /// Judges what was written elsewhere, and keeps it: once for each of the client's ids.
    private static func take(_ call: Call) async throws(Problem) -> HTTPResponse {
        let user = try call.user
        let judged = try await call.judged { () -> Result<[(client: String, attempt: Attempt)], Problem> in
            do throws(Problem) {
                let recordings = try call.fields { fields throws(Problem) in try read(&fields, call) }
                var judged: [(client: String, attempt: Attempt)] = []
                for (place, given) in recordings.enumerated() {
                    judged.append((given.recording.id, try judge(given, at: place, of: user.user, call)))
                }
                return .success(judged)
            } catch {
                return .failure(error)
            }
        }
        let attempts = try judged.get()
        let response = HTTPResponse(.created) { json in
            json.member("items")
            json.objects(attempts) { json, judged in
                json.member("client_id", judged.client)
                json.members(of: judged.attempt.summary)
            }
        }
        return try await call.once(response) { try await $0.append(attempts.map(\.attempt), once: $1) }
    }

    private static func judge(
        _ given: Given, at place: Int, of user: RecordID, _ call: Call
    ) throws(Problem) -> Attempt {
        let summary = Attempt.Summary(
            id: call.newID(), user: user,
            source: Attempt.Source(session: "client:\(given.recording.id)", place: 0, epoch: 0),
            character: String(given.recording.text), text: given.whole ?? String(given.recording.text),
            writtenAt: min(given.writtenAt, call.now), lesson: given.lesson, help: given.help, level: given.level,
            engine: 0, library: "", isCorrect: false, score: 0, faults: FaultCounts())
        do throws(EventError) {
            return try call.api.judge.attempt(given.recording, as: summary)
        } catch {
            throw Problem(field: "/items/\(place)", error.code.rawValue, error.message)
        }
    }

    private struct Given: Sendable {
        let recording: Recording
        let whole: String?
        let writtenAt: Timestamp
        let lesson: String?
        let help: String?
        let level: String
    }

    private static func read(_ fields: inout Fields, _ call: Call) throws(Problem) -> [Given] {
        _ = fields.needed("items")
        let items = fields.list("items", 1...mostRecordings) ?? []
        var given: [Given] = []
        for (place, item) in items.enumerated() {
            var item = try Fields(item, at: "/items/\(place)")
            let id = item.neededText("id", 1...100), text = item.neededText("text", 1...16)
            let whole = item.text("whole", 1...200)
            _ = item.needed("written_at")
            let writtenAt = item.time("written_at") ?? call.now
            let lesson = item.text("lesson", 1...100), help = item.word("help", of: ["none", "ghost", "fading"])
            let level = item.word("level", of: levels) ?? "standard"
            let frame = item.frame("frame"), strokes = item.strokes("strokes")
            if text.count != 1 || text.first?.isWhitespace == true {
                item.fault("text", "text_invalid", "This is one character.")
            } else if let character = text.first, !call.api.judge.knows(character) {
                item.fault("text", "character_unknown", "No library of this server has this character.")
            }
            do throws(Problem) { try item.finish() } catch {
                fields.take(error.faults)
                continue
            }
            guard let frame, let character = text.first else { continue }
            given.append(
                Given(
                    recording: Recording(id: id, text: character, frame: frame, strokes: strokes), whole: whole,
                    writtenAt: writtenAt, lesson: lesson, help: help, level: level))
        }
        return given
    }
}

extension Fields {
    /// `{"w":300,"h":300}`, as a recording has it.
    mutating func frame(_ name: String) -> Frame? {
        guard let value = needed(name) else { return nil }
        do throws(Problem) {
            var sides = try Fields(value, at: place(name))
            _ = (sides.needed("w"), sides.needed("h"))
            let most = Frame.largestCoordinate
            let width = sides.number("w", in: 0...most), height = sides.number("h", in: 0...most)
            try sides.finish()
            if let width, let height, let frame = Frame(x: 0, y: 0, width: width, height: height) { return frame }
            fault(name, "frame_invalid", "A frame has a width and a height above 0.")
        } catch {
            take(error.faults)
        }
        return nil
    }

    /// `[[[x,y,t,pressure],…],…]`; time and pressure may be left out or null.
    mutating func strokes(_ name: String) -> [[RawPoint]] {
        _ = needed(name)
        var strokes: [[RawPoint]] = [], isRaw = false, points = 0
        for (place, stroke) in (list(name, 1...200) ?? []).enumerated() {
            guard case .array(let elements) = stroke, !elements.isEmpty else {
                fault("\(name)/\(place)", at: "a stroke is a list of points, at least one")
                return []
            }
            points += elements.count
            guard points <= EventLimits.pointsPerEvent else {
                fault("\(name)/\(place)", at: "a recording has at most \(EventLimits.pointsPerEvent) points")
                return []
            }
            let read = elements.compactMap { RawPoint($0) }
            guard read.count == elements.count else {
                fault(
                    "\(name)/\(place)",
                    at: "a point is [x, y], [x, y, t] or [x, y, t, pressure], within reach of a frame")
                return []
            }
            isRaw = isRaw || read.contains { $0.pressure.map { $0 > 1 } ?? false }
            strokes.append(read)
        }
        guard isRaw else { return strokes }
        // Raw numbers of a device: read as none.
        return strokes.map { $0.map { RawPoint(x: $0.x, y: $0.y, time: $0.time) } }
    }

    private mutating func fault(_ path: String, at sentence: String) {
        take([Problem.Fault(pointer: place("") + path, code: "point_invalid", detail: "Here \(sentence).")])
    }
}

extension RawPoint {
    fileprivate init?(_ value: JSONTree) {
        guard case .array(let numbers) = value, (2...4).contains(numbers.count), case .number(let x) = numbers[0],
            case .number(let y) = numbers[1], max(abs(x), abs(y)) <= Frame.largestCoordinate * 2
        else { return nil }
        self.init(x: x, y: y)
        for (place, number) in numbers.enumerated().dropFirst(2) {
            switch number {
            case .null: break
            case .number(let value) where place == 2: time = value
            case .number(let value): pressure = value
            default: return nil
            }
        }
    }
}

extension Call {
    /// Runs what would hold a loop up on the engine's pool: judging, and reading or writing what is long.
    func judged<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(Problem) -> Value {
        do {
            return try await api.bench.value(withinMilliseconds: 10_000, work)
        } catch {
            throw .busy("server_busy", "The server judges as much as it can: try again.")
        }
    }
}

extension JSONWriter {
    mutating func members(of attempt: Attempt.Summary) {
        member("id", attempt.id)
        member("text", attempt.text)
        member("character", attempt.character)
        member("written_at", attempt.writtenAt)
        member("verdict", attempt.isCorrect ? "correct" : "wrong")
        member("score", share: attempt.score)
        member("faults")
        object { json in
            for (kind, count) in attempt.faults.counts {
                if json.bytes.last != UInt8(ascii: "{") { json.raw(",") }
                json.string(kind)
                json.raw(":")
                json.integer(count)
            }
        }
        member("lesson", attempt.lesson)
        member("help", attempt.help)
        member("level", attempt.level)
        member("engine", Int(attempt.engine))
        member("library", attempt.library)
        member("session", attempt.source.session)
        member("place", Int(attempt.source.place))
    }

    /// What was written in the end, and where: strokes that were taken back are left out.
    mutating func members(of ink: AttemptInk) {
        member("frame")
        object { json in
            for (name, value) in [
                ("x", ink.box.x), ("y", ink.box.y), ("width", ink.box.width), ("height", ink.box.height),
            ] {
                if json.bytes.last != UInt8(ascii: "{") { json.raw(",") }
                json.string(name)
                json.raw(":")
                json.double(value)
            }
        }
        member("strokes")
        list(ink.strokes) { json, stroke in
            json.list(stroke) { json, sample in
                json.raw("[")
                json.coordinates(of: sample.position, on: ink.grid)
                json.raw(",")
                if sample.time < 0 { json.raw("null") } else { json.time(sample.time) }
                json.raw(",")
                json.pressure(sample.pressure)
                json.raw("]")
            }
        }
    }
}

extension AttemptInk {
    /// The strokes that stood at the end.
    fileprivate var strokes: [[Sample]] {
        var strokes: [[Sample]] = []
        for event in events {
            switch event.kind {
            case .start: strokes.append([event.sample])
            case .move: if !strokes.isEmpty { strokes[strokes.count - 1].append(event.sample) }
            case .undo: _ = strokes.popLast()
            case .clear: strokes = []
            case .end, .next: break
            }
        }
        return strokes
    }
}
