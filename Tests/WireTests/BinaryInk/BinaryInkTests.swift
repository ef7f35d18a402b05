import Ink
import Testing
import Wire

@Suite("pilsun.ink.v1")
struct BinaryInkTests {
    /// One message of the vectors and what it stands for.
    private struct Message {
        let bytes: [UInt8]
        let kind: InkEvent.Kind
        let number: UInt64
        let points: [RawPoint]
        let text: [UInt8]
        let isAnchored: Bool

        init(_ row: Vectors.Row) throws {
            bytes = try hexadecimal(row.text("message"))
            let name = try #require(row.text("event"))
            kind = try #require(EventScannerTests.names[name])
            number = try #require(row.number("seq"))
            points = try #require(row["points"]?.array).map { point in
                let point = try #require(point.object), x = try #require(point.double("x"))
                let y = try #require(point.double("y"))
                return RawPoint(x: x, y: y, time: point.double("t"), pressure: point.double("pressure"))
            }
            text = Array(try #require(row.text("text")).utf8)
            isAnchored = row["anchor"] != nil
        }
    }

    private static func streams() throws -> [(grid: Quantiser, messages: [Message])] {
        try Vectors.rows("streams", of: "binary-ink.json").map { row in
            let rows = try #require(row["messages"]?.array)
            return (try grid(row), try rows.compactMap(\.object).map(Message.init))
        }
    }

    private static func grid(_ row: Vectors.Row) throws -> Quantiser {
        let side = try #require(row.double("side"))
        return Quantiser(frame: try #require(Frame(x: 0, y: 0, width: side, height: side / 2)))
    }

    private static func samples(_ points: [RawPoint], on grid: Quantiser) -> [Sample] {
        points.map { grid.sample(x: $0.x, y: $0.y, time: $0.time, pressure: $0.pressure) }
    }

    @Test("messages are read as the vectors say, and hold the very samples of the same events in text")
    func reading() throws {
        var scanner = EventScanner(), rows = 0
        for (grid, messages) in try Self.streams() {
            var stream = BinaryInkStream()
            for message in messages {
                let event = try scanner.scan(binary: message.bytes, of: &stream, on: grid)
                #expect(event == (message.kind, message.number), "\(message)")
                #expect(scanner.points == message.points, "\(message)")
                let samples = Self.samples(scanner.points, on: grid)
                #expect(try scanner.scan(bytes: message.text) == .ink(message.kind, number: message.number))
                #expect(Self.samples(scanner.points, on: grid) == samples, "\(message)")
                rows += 1
            }
        }
        #expect(rows > 30)
    }

    @Test("messages are written as the vectors say")
    func writing() throws {
        for (grid, messages) in try Self.streams() {
            var encoder = BinaryInkEncoder(grid: grid)
            for message in messages {
                if message.isAnchored { encoder.anchor() }
                let samples = Self.samples(message.points, on: grid)
                let written = encoder.message(message.kind, samples: samples[...], number: message.number)
                #expect(written == message.bytes, "\(message)")
            }
        }
    }

    @Test("messages that are none are refused as the vectors say, and the next anchored one is read")
    func refusing() throws {
        var scanner = EventScanner(), rows = 0
        for row in try Vectors.rows("errors", of: "binary-ink.json") {
            let grid = try Self.grid(row), message = try hexadecimal(row.text("message"))
            var stream = BinaryInkStream()
            for before in try #require(row["before"]?.array) {
                _ = try? scanner.scan(binary: try hexadecimal(before.text), of: &stream, on: grid)
            }
            let error = #expect(throws: EventError.self, "\(row)") {
                try scanner.scan(binary: message, of: &stream, on: grid)
            }
            #expect(error?.code.rawValue == row.text("error"), "\(row)")
            #expect(throws: EventError.self) { try scanner.scan(binary: [0x42], of: &stream, on: grid) }
            #expect(try scanner.scan(binary: [0x4A, 0x70], of: &stream, on: grid) == (.end, 7))
            #expect(try scanner.scan(binary: [0x42], of: &stream, on: grid) == (.end, 8))
            rows += 1
        }
        #expect(rows > 25)
    }

    @Test("a message that is cut off anywhere is refused")
    func cutAnywhere() throws {
        var scanner = EventScanner()
        for (grid, messages) in try Self.streams() {
            var stream = BinaryInkStream()
            for message in messages {
                for count in message.bytes.indices {
                    var copy = stream
                    #expect(throws: EventError.self, "\(message) cut at \(count)") {
                        try scanner.scan(binary: Array(message.bytes[..<count]), of: &copy, on: grid)
                    }
                }
                _ = try scanner.scan(binary: message.bytes, of: &stream, on: grid)
            }
        }
    }

    /// A conversation of random strokes, anchored at random places, as events with their samples.
    private static func conversation(
        on grid: Quantiser, side: Double, using random: inout SplitMix
    ) -> [(kind: InkEvent.Kind, samples: [Sample], isAnchored: Bool)] {
        var events: [(kind: InkEvent.Kind, samples: [Sample], isAnchored: Bool)] = []
        let isTimed = Bool.random(using: &random), isPressed = Bool.random(using: &random)
        func sample() -> Sample {
            grid.sample(
                x: .random(in: -side...side * 2, using: &random), y: .random(in: -side...side * 2, using: &random),
                time: isTimed && Int.random(in: 0..<9, using: &random) > 0 ? .random(in: 0...1e7, using: &random) : nil,
                pressure: isPressed && Int.random(in: 0..<9, using: &random) > 0
                    ? .random(in: 0...1, using: &random) : nil)
        }
        for _ in 0..<4 {
            events.append((.start, [sample()], Bool.random(using: &random)))
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let samples = (0..<Int.random(in: 0...9, using: &random)).map { _ in sample() }
                events.append((.move, samples, Int.random(in: 0..<4, using: &random) == 0))
            }
            events.append((.end, [], false))
            if let kind = [InkEvent.Kind.undo, .clear, .next].randomElement(using: &random) {
                events.append((kind, [], false))
            }
        }
        return events
    }

    @Test("what is written is read as the same, to the bit, on every grid")
    func roundTrip() throws {
        let seed: UInt64 = 2_026
        var random = SplitMix(state: seed), scanner = EventScanner()
        for side in [1e-6, 0.001, 0.37, 1, 105, 300, 1024, 1025, 65_537, 1e9] {
            let grid = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: side, height: side / 3)))
            for _ in 0..<40 {
                var encoder = BinaryInkEncoder(grid: grid), stream = BinaryInkStream(), number: UInt64 = 0
                for event in Self.conversation(on: grid, side: side, using: &random) {
                    number += Int.random(in: 0..<8, using: &random) == 0 ? 5 : 1
                    if event.isAnchored { encoder.anchor() }
                    let message = encoder.message(event.kind, samples: event.samples[...], number: number)
                    #expect(
                        try scanner.scan(binary: message, of: &stream, on: grid) == (event.kind, number),
                        "seed \(seed)")
                    #expect(Self.samples(scanner.points, on: grid) == event.samples, "side \(side), seed \(seed)")
                }
            }
        }
    }

    @Test("random damage never brings it down; what it still takes is finite and within reach")
    func damage() throws {
        let seed: UInt64 = 77
        var random = SplitMix(state: seed), scanner = EventScanner(), taken = 0
        for (grid, messages) in try Self.streams() {
            for _ in 0..<3_000 {
                var stream = BinaryInkStream()
                for message in messages {
                    var message = message.bytes
                    if Bool.random(using: &random) { message.damage(using: &random) }
                    guard (try? scanner.scan(binary: message, of: &stream, on: grid)) != nil else { continue }
                    taken += 1
                    for point in scanner.points {
                        #expect(max(abs(point.x), abs(point.y)) <= 2e9, "seed \(seed)")
                        #expect((0...1).contains(point.pressure ?? 0), "seed \(seed)")
                        #expect((0...1.2e14).contains(point.time ?? 0), "seed \(seed)")
                    }
                }
            }
        }
        #expect(taken > 10_000)
    }

    @Test("typical ink takes three to five bytes a point, with time and pressure, four points a message")
    func size() throws {
        let seed: UInt64 = 5
        var random = SplitMix(state: seed), bytes = 0, points = 0
        let grid = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: 300, height: 300)))
        for pixel in [1.0, 0.25] {
            for _ in 0..<50 {
                let samples = Self.handwriting(pixel: pixel, on: grid, using: &random)
                var encoder = BinaryInkEncoder(grid: grid), number: UInt64 = 1
                bytes += encoder.message(.start, samples: samples.prefix(1), number: 1).count
                for start in stride(from: 1, to: samples.count, by: 4) {
                    number += 1
                    let slice = samples[start..<min(start + 4, samples.count)]
                    bytes += encoder.message(.move, samples: slice, number: number).count
                }
                points += samples.count
            }
        }
        let each = Double(bytes) / Double(points)
        #expect((3...5).contains(each), "\(each) bytes a point, seed \(seed)")
    }

    /// An arc at 120 Hz with the speed of a hand, in pixels of this size.
    private static func handwriting(
        pixel: Double, on grid: Quantiser, using random: inout SplitMix
    ) -> [Sample] {
        let length = Double.random(in: 60...200, using: &random), turn = Double.random(in: -1...1, using: &random)
        let count = Int(length / Double.random(in: 250...500, using: &random) * 120) + 2
        return (0..<count).map { index in
            let share = Double(index) / Double(count - 1)
            let way = share * share * share * (10 + share * (6 * share - 15))
            return grid.sample(
                x: ((50 + length * way) / pixel).rounded() * pixel,
                y: ((60 + length * turn * way * way) / pixel).rounded() * pixel,
                time: Double(index) * 1000 / 120 + .random(in: -0.5...0.5, using: &random),
                pressure: 0.15 + 2.4 * share * (1 - share) + .random(in: -0.004...0.004, using: &random))
        }
    }
}

/// The bytes of hexadecimal digits.
private func hexadecimal(_ text: String?) throws -> [UInt8] {
    let digits = Array(try #require(text))
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
}

extension EventScanner {
    fileprivate mutating func scan(
        binary bytes: [UInt8], of stream: inout BinaryInkStream, on grid: Quantiser
    ) throws(EventError) -> (InkEvent.Kind, UInt64) {
        let (kind, number) = try scan(binary: bytes.span.bytes, of: &stream, on: grid)
        return (kind, number)
    }
}

extension [UInt8] {
    /// Changes, drops or inserts one to three bytes.
    fileprivate mutating func damage(using random: inout SplitMix) {
        for _ in 0..<Int.random(in: 1...3, using: &random) where !isEmpty {
            let place = Int.random(in: indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: remove(at: place)
            case 1: insert(.random(in: 0...255, using: &random), at: place)
            case 2: self[place] = .random(in: 0...255, using: &random)
            default: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
    }
}
