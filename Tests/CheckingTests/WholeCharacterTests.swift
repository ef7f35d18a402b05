import Characters
import Ink
import Testing

@testable import Checking

@Suite("The whole character")
struct WholeCharacterTests {
    private static let types: Set<FeedbackType> = [.slantOff, .proportionOff, .sizeOff, .centreOff]

    /// What is said of a character whose every point was moved, and how it stands.
    private static func told(
        _ text: Character, hasBoxes: Bool = true, level: Level = .standard, language: Language = .english,
        _ change: (Point) -> Point
    ) throws -> (hints: [Feedback], whole: WholeCharacter) {
        var sheet = Sheet(text, hasBoxes: hasBoxes, level: level, language: language)
        for stroke in strokes(of: text) { sheet.write(stroke.map(change)) }
        let whole = try #require(sheet.finish().whole)
        return (sheet.feedback.filter { types.contains($0.type) }, whole)
    }

    private static func turned(_ point: Point, _ sine: Double) -> Point {
        let p = point - Point(0.5, 0.5), cosine = (1 - sine * sine).squareRoot()
        return Point(0.5 + p.x * cosine - p.y * sine, 0.5 + p.x * sine + p.y * cosine)
    }

    private static let letters: [Character] = ["가", "한", "ㅂ", "ㅏ", "ㄹ", "봄"]

    @Test("the model itself is upright, in proportion, as large as it should be, and in its place", arguments: letters)
    func model(text: Character) throws {
        let (hints, whole) = try Self.told(text) { $0 }
        #expect(hints.isEmpty)
        #expect(abs(whole.degrees) < 0.5)
        #expect(abs(whole.ratio - 1) < 0.02)
        #expect(abs(try #require(whole.size) - 1) < 0.02)
        #expect(try #require(whole.offset).squaredLength.squareRoot() < 0.01)
    }

    @Test("a character that leans by thirty degrees is told which way", arguments: letters, [-0.5, 0.5])
    func slant(text: Character, sine: Double) throws {
        let (hints, whole) = try Self.told(text) { Self.turned($0, sine) }
        #expect(hints.contains { $0.type == .slantOff && $0.message.contains(sine > 0 ? "right" : "left") })
        #expect(abs(whole.degrees - (sine > 0 ? 30 : -30)) < 1)
    }

    @Test("a character that is squashed is told which way", arguments: ["가", "한", "ㅂ", "ㄹ", "봄"] as [Character])
    func proportion(text: Character) throws {
        let narrow = try Self.told(text) { Point(0.5 + ($0.x - 0.5) * 0.4, $0.y) }
        #expect(narrow.hints.contains { $0.type == .proportionOff && $0.message.contains("wider") })
        #expect(narrow.whole.ratio < 0.56)
        let flat = try Self.told(text) { Point($0.x, 0.5 + ($0.y - 0.5) * 0.4) }
        #expect(flat.hints.contains { $0.type == .proportionOff && $0.message.contains("narrower") })
        #expect(flat.whole.ratio > 1.78)
    }

    @Test("size and place are told where there is a box, and only there", arguments: letters)
    func box(text: Character) throws {
        let corner = { (point: Point) in Point(0.05 + point.x * 0.3, 0.65 + point.y * 0.3) }
        let boxed = try Self.told(text, corner)
        #expect(boxed.hints.map(\.type) == [.sizeOff, .centreOff])
        #expect(boxed.hints.map(\.message) == ["It is too small: fill the box.", "Write it farther right and up."])
        #expect(boxed.hints.allSatisfy { $0.severity == .hint })
        let free = try Self.told(text, hasBoxes: false, corner)
        #expect(free.hints.isEmpty)
        #expect(free.whole.size == nil && free.whole.offset == nil)
    }

    @Test("a lone bar has no width, and a ring no slant")
    func undetermined() throws {
        #expect(try Self.told("ㅣ") { $0 }.whole.ratio == 1)
        #expect(try Self.told("ㅇ") { Self.turned($0, 0.5) }.whole.degrees == 0)
    }

    @Test("a milder level hints at nothing that a stricter one lets pass")
    func levels() throws {
        for step in 0...20 {
            let sine = Double(step) * 0.045
            let counts = try [Level.beginner, .standard, .strict].map { level in
                try Self.told("가", level: level) { Self.turned($0, sine) }.hints.count { $0.type == .slantOff }
            }
            #expect(counts == counts.sorted())
        }
    }

    @Test("the way to the middle is told with the right particle")
    func korean() throws {
        func message(_ offset: Point) throws -> String {
            try #require(Self.told("가", language: .korean) { $0 * 0.6 + offset }.hints.first { $0.type == .centreOff })
                .message
        }
        #expect(try message(Point(0.55, 0.2)) == "글자를 더 왼쪽으로 옮겨 쓰세요.")
        #expect(try message(Point(0.2, 0.55)) == "글자를 더 위로 옮겨 쓰세요.")
        #expect(try message(Point(-0.1, -0.1)) == "글자를 더 오른쪽 아래로 옮겨 쓰세요.")
    }

    @Test("angles are those of trigonometry")
    func angles() {
        #expect(abs(Angle.degrees(x: 1, y: 1) - 45) < 0.001)
        #expect(abs(Angle.degrees(x: -1, y: 3.0.squareRoot()) - 120) < 0.001)
        #expect(abs(Angle.degrees(x: 3.0.squareRoot(), y: -1) + 30) < 0.001)
        #expect(Angle.degrees(x: 0, y: 0) == 0)
    }
}
