import Ink
import Testing
import Wire

@Suite("EventScanner")
struct EventScannerTests {
    static let names: [String: InkEvent.Kind] = [
        "stroke:start": .start, "stroke:move": .move, "stroke:end": .end, "stroke:undo": .undo,
        "character:clear": .clear, "character:next": .next,
    ]

    @Test("ink events are read as the vectors say")
    func inkVectors() throws {
        var scanner = EventScanner()
        var rows = 0
        for row in try Vectors.rows("ink", of: "client-events.json") {
            let text = try #require(row.text("in"))
            rows += 1
            guard let name = row.text("event") else {
                let error = #expect(throws: EventError.self, "\(text)") { try scanner.scan(bytes: Array(text.utf8)) }
                #expect(error?.code.rawValue == row.text("error"), "\(text): \(error?.message ?? "")")
                continue
            }
            let event = try scanner.scan(bytes: Array(text.utf8))
            let kind = try #require(Self.names[name])
            #expect(event == .ink(kind, number: row.number("seq")), "\(text)")
            let points = try #require(row["points"]?.array).map { point in
                let point = try #require(point.object)
                return RawPoint(
                    x: try #require(point.double("x")), y: try #require(point.double("y")), time: point.double("t"),
                    pressure: point.double("pressure"))
            }
            #expect(scanner.points == points, "\(text)")
        }
        #expect(rows > 80)
    }

    private func start(_ row: Vectors.Row) throws -> SessionStart {
        var start = SessionStart()
        start.text = try #require(row["text"]?.array).map { Character(try #require($0.text)) }
        start.boxes = try #require(row["boxes"]?.array).map {
            let sides = try #require($0.array).compactMap(\.number)
            return try #require(Frame(x: sides[0], y: sides[1], width: sides[2], height: sides[3]))
        }
        start.level = row.text("level")
        start.locale = row.text("locale")
        start.version = Int(try #require(row.number("protocol")))
        start.token = row.text("token")
        return start
    }

    private func resume(_ row: Vectors.Row) throws -> SessionResume {
        var resume = SessionResume(
            session: try #require(row.text("session")), secret: try #require(row.text("secret")),
            seen: try #require(row.number("seq")), ink: row.number("ink"))
        if let checkpoint = row["checkpoint"]?.object {
            resume.checkpoint = Checkpoint(
                ink: try #require(checkpoint.number("ink")), output: try #require(checkpoint.number("seq")),
                character: Int(try #require(checkpoint.number("character"))))
        }
        resume.start = try row["start"]?.object.map(start)
        resume.token = row.text("token")
        return resume
    }

    @Test("session events are read as the vectors say")
    func sessionVectors() throws {
        var scanner = EventScanner()
        for row in try Vectors.rows("session", of: "client-events.json") {
            let text = try #require(row.text("in"))
            let expected: ClientEvent
            switch row.text("event") {
            case "session:start": expected = .start(try start(row))
            case "session:resume": expected = .resume(try resume(row))
            case "session:token": expected = .token(try #require(row.text("token")))
            default:
                expected = .watch(
                    SessionWatch(
                        session: try #require(row.text("session")), secret: row.text("secret"), token: row.text("token")
                    ))
            }
            #expect(try scanner.scan(bytes: Array(text.utf8)) == expected, "\(text)")
        }
    }

    @Test("more points than an event may carry are refused, as many as it may are taken")
    func pointLimit() throws {
        var scanner = EventScanner()
        func text(_ count: Int) -> [UInt8] {
            let points = Array(repeating: "[1,2]", count: count).joined(separator: ",")
            return Array(#"["stroke:move",{"points":[\#(points)]}]"#.utf8)
        }
        #expect(try scanner.scan(bytes: text(EventLimits.pointsPerEvent)) == .ink(.move, number: nil))
        #expect(scanner.points.count == EventLimits.pointsPerEvent)
        let error = #expect(throws: EventError.self) { try scanner.scan(bytes: text(EventLimits.pointsPerEvent + 1)) }
        #expect(error?.code == .pointsTooMany)
    }

    @Test("an event that is cut off anywhere is refused, and the whole one is still read afterwards")
    func cutAnywhere() throws {
        var scanner = EventScanner()
        for row in try Vectors.rows("ink", of: "client-events.json") where row.text("event") != nil {
            let bytes = Array(try #require(row.text("in")).utf8)
            let end = try #require(bytes.lastIndex(of: UInt8(ascii: "]")))
            let whole = try scanner.scan(bytes: bytes)
            for count in 0..<end {
                #expect(throws: EventError.self) { try scanner.scan(bytes: Array(bytes[..<count])) }
            }
            #expect(try scanner.scan(bytes: bytes) == whole)
        }
    }

    @Test("random damage never brings it down, and what it still takes has finite coordinates")
    func damage() throws {
        let seed: UInt64 = 20_260
        var random = SplitMix(state: seed)
        var scanner = EventScanner()
        let texts = try Vectors.rows("ink", of: "client-events.json").compactMap { $0.text("in") }
        let spice = Array(#"[]{}",:\0123456789.eE+-ntfNI xyu "#.utf8)
        var taken = 0
        for _ in 0..<60_000 {
            var bytes = Array(try #require(texts.randomElement(using: &random)).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(try #require(spice.randomElement(using: &random)), at: place)
                case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
                default: bytes[place] = try #require(spice.randomElement(using: &random))
                }
            }
            guard (try? scanner.scan(bytes: bytes)) != nil else { continue }
            taken += 1
            #expect(scanner.points.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "seed \(seed)")
            #expect(
                scanner.points.allSatisfy { ($0.time ?? 0).isFinite && ($0.pressure ?? 0).isFinite }, "seed \(seed)")
        }
        #expect(taken > 500)
    }
}
