import Characters
import Ink
import Testing

@testable import Checking

/// Letters that differ by where a stroke lies, and freedom of size, place and slant.
struct LetterPlaceTests {
    static let letters = (0x3131...0x3163).map { Character(Unicode.Scalar($0)!) }

    @Test(
        "A letter is not taken for one that has the same strokes elsewhere",
        arguments: [
            ("ㅏ", "ㅓ"), ("ㅗ", "ㅜ"), ("ㅑ", "ㅕ"), ("ㅛ", "ㅠ"), ("ㅐ", "ㅔ"), ("ㅣ", "ㅡ"), ("ㅘ", "ㅝ"), ("ㅚ", "ㅟ"), ("ㄱ", "ㄴ"),
        ] as [(Character, Character)])
    func isToldApart(_ first: Character, _ second: Character) {
        for (asked, written) in [(first, second), (second, first)] {
            let analysis = Sheet.judge(asked, strokes(of: written))
            #expect(!analysis.isCorrect, "\(written) for \(asked): \(analysis.words)")
        }
    }

    @Test(
        "A bar at the wrong height is out of place",
        arguments: [("ㅏ", 1, -0.3), ("ㅏ", 1, 0.3), ("ㅓ", 0, -0.3), ("ㅌ", 1, 0.22), ("ㅋ", 1, 0.3), ("ㅔ", 0, -0.3)]
            as [(Character, Int, Double)])
    func barHasItsHeight(_ letter: Character, _ bar: Int, _ shift: Double) {
        var ink = strokes(of: letter)
        ink[bar] = ink[bar].map { Point($0.x, $0.y + shift) }
        let analysis = Sheet.judge(letter, ink)
        #expect(!analysis.isCorrect, "\(letter): \(analysis.words)")
    }

    @Test(
        "Small, large, off-centre and slanted letters are right",
        arguments: [
            AffineMap(xx: 0.45, yy: 0.45), AffineMap(xx: 1.1, yy: 1.1), AffineMap(xx: 0.7, x: 0.14, yy: 0.7, y: -0.14),
            AffineMap(xx: 0.8, x: -0.1, yy: 0.8, y: 0.1), AffineMap(xx: 0.75, yy: 0.95), AffineMap(xx: 0.95, yy: 0.75),
            AffineMap(xx: 0.85, xy: 0.268 * 0.85, yy: 0.85), AffineMap(xx: 0.85, xy: -0.268 * 0.85, yy: 0.85),
        ])
    func sizePlaceAndSlantAreFree(_ map: AffineMap) {
        for letter in Self.letters {
            let analysis = Sheet.judge(letter, strokes(of: letter).map { $0.map { map.apply($0) } })
            #expect(analysis.isCorrect, "\(letter): \(analysis.words), \(analysis.missing) missing")
        }
    }
}
