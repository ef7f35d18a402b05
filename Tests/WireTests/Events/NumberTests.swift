import Ink
import Testing
import Wire

@Suite("Numbers in and out")
struct NumberTests {
    private func read(_ text: String) throws -> Double {
        var scanner = EventScanner()
        _ = try scanner.scan(bytes: Array(#"["stroke:move",{"points":[[0,0,\#(text)]]}]"#.utf8))
        return try #require(scanner.points.first?.time)
    }

    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test("numbers are read to the bit as the vectors say")
    func readVectors() throws {
        for row in try Vectors.rows("parse", of: "numbers.json") {
            let text = try #require(row.text("text"))
            let bits = row.text("bits").flatMap { UInt64($0, radix: 16) }
            #expect(try read(text).bitPattern == bits, "\(text)")
        }
        for refused in try Vectors.list("refused", of: "numbers.json") {
            let text = try #require(refused.text)
            var scanner = EventScanner()
            #expect(throws: EventError.self, "\(text)") {
                try scanner.scan(bytes: Array(#"["stroke:start",{"x":\#(text),"y":0}]"#.utf8))
            }
        }
    }

    @Test("numbers of every length are read as the standard library rounds them")
    func readRandom() throws {
        let seed: UInt64 = 4_711
        var random = SplitMix(state: seed)
        for _ in 0..<40_000 {
            let digits = UInt64.random(in: 1...UInt64.max, using: &random) >> UInt64.random(in: 0..<64, using: &random)
            let text: String
            switch Int.random(in: 0..<3, using: &random) {
            case 0: text = "\(digits)e\(Int.random(in: -40...25, using: &random))"
            case 1: text = "\(digits % 100_000).\(digits)"
            default: text = "\(Double(digits) / 65_537)"
            }
            #expect(try read(text).bitPattern == Double(text)?.bitPattern, "\(text), seed \(seed)")
        }
    }

    @Test("coordinates, fractions, times and pressures are written as the vectors say")
    func writeVectors() throws {
        for row in try Vectors.rows("coordinates", of: "numbers.json") {
            let side = try #require(row.double("side")), value = try #require(row.double("value"))
            let grid = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: side, height: side)))
            #expect(written { $0.coordinate(value, on: grid) } == row.text("text"), "\(value) in \(side)")
        }
        for row in try Vectors.rows("fractions", of: "numbers.json") {
            let value = try #require(row.double("value"))
            #expect(written { $0.fraction(value) } == row.text("text"), "\(value)")
        }
        for row in try Vectors.rows("times", of: "numbers.json") {
            let value = try #require(row.double("value"))
            #expect(written { $0.time(Quantiser.time(value)) } == row.text("text"), "\(value)")
        }
        for row in try Vectors.rows("pressures", of: "numbers.json") {
            let value = try #require(row.double("value"))
            #expect(written { $0.pressure(Quantiser.pressure(value)) } == row.text("text"), "\(value)")
        }
    }

    @Test("what is written is read and put on the grid as the same sample, to the bit")
    func roundTrip() throws {
        let seed: UInt64 = 99
        var random = SplitMix(state: seed)
        var scanner = EventScanner()
        for side in [0.001, 0.37, 1, 105, 300, 1024, 1025, 65_537, 1e9] {
            let grid = Quantiser(frame: try #require(Frame(x: 0, y: 0, width: side, height: side / 3)))
            var encoder = ClientEventEncoder(grid: grid)
            for _ in 0..<400 {
                let samples = (0..<3).map { _ in
                    grid.sample(
                        x: .random(in: -side...side * 2, using: &random),
                        y: .random(in: -side...side * 2, using: &random),
                        time: Bool.random(using: &random) ? .random(in: 0...1e7, using: &random) : nil,
                        pressure: Bool.random(using: &random) ? .random(in: 0...1, using: &random) : nil)
                }
                encoder.json.removeAll()
                encoder.ink(.move, samples: samples[...], number: 5)
                #expect(try scanner.scan(bytes: encoder.json.bytes) == .ink(.move, number: 5))
                let again = scanner.points.map { grid.sample(x: $0.x, y: $0.y, time: $0.time, pressure: $0.pressure) }
                #expect(again == samples, "side \(side), seed \(seed)")
            }
        }
    }

    @Test("the grid is the one of the vectors")
    func grid() throws {
        for row in try Vectors.rows("samples", of: "grid.json") {
            let side = try #require(row.double("side"))
            let frame = try #require(Frame(x: 0, y: 0, width: side, height: side))
            let input = try #require(row["in"]?.array).map(\.number)
            let output = try #require(row["out"]?.array).map(\.number)
            let sample = Quantiser(frame: frame).sample(
                x: try #require(input[0]), y: try #require(input[1]), time: input[2], pressure: input[3])
            #expect([sample.position.x, sample.position.y, sample.time, sample.pressure] == output)
        }
    }
}
