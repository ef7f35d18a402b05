internal import Ink

/// The rectangle that the ink of one letter fills, in hundredths of the character's box.
struct LetterBox: Equatable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// A box from its four edges.
    init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    var width: Double { right - left }
    var height: Double { bottom - top }

    /// Where a point of a letter's drawing (hundredths of this box) lies in the unit square of the character.
    func unitPoint(_ drawn: Point) -> Point {
        Point((left + width * drawn.x / 100) / 100, (top + height * drawn.y / 100) / 100)
    }

    /// The box with its edges moved inwards by hundredths of its own sides; negative numbers move outwards.
    func inset(_ edges: LetterInset) -> LetterBox {
        LetterBox(
            left: left + width * edges.left / 100, top: top + height * edges.top / 100,
            right: right - width * edges.right / 100, bottom: bottom - height * edges.bottom / 100)
    }

    /// Two boxes side by side, `gap` hundredths of the width apart, of which the left one takes `share` of the rest.
    func split(share: Double, gap: Double) -> (LetterBox, LetterBox) {
        let space = width * gap / 100
        let edge = left + (width - space) * share
        var first = self
        var second = self
        first.right = edge
        second.left = edge + space
        return (first, second)
    }
}

/// How far a letter keeps away from the edges of the box that its place offers, in hundredths of the box's sides.
struct LetterInset: Equatable, Sendable {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
}

extension LetterBox {
    /// The character's own box.
    static let whole = LetterBox(left: 0, top: 0, right: 100, bottom: 100)
}
