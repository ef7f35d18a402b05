/// ㅁ ㅂ ㅍ: the letters of two uprights.
extension Consonant {
    static var mieumDrawings: [LetterDrawing] {
        let left = StrokePath(0, 4).line(6, 100)
        let top = StrokePath(0, 5).bar(98, 0)
        let right = StrokePath(98, 0).line(93, 98)
        let corner = top.joined(to: right)
        let bottom = StrokePath(6, 97).bar(93, 95)
        // Once the pen stays down at the lower right corner, the bottom is drawn to the left.
        let cornerAndBottom = corner.bar(6, 97)
        return [
            .standard([left, corner, bottom]),
            LetterDrawing(name: "four separate", paths: [left, top, right, bottom]),
            LetterDrawing(name: "left and corner in one line", paths: [left.joined(to: corner), bottom]),
            LetterDrawing(name: "corner and bottom in one line", paths: [left, cornerAndBottom]),
            LetterDrawing(name: "one line", paths: [left.joined(to: cornerAndBottom)]),
            LetterDrawing(
                name: "one line around", paths: [StrokePath(0, 4).line(6, 97).bar(93, 95).line(98, 0).bar(0, 5)]),
        ]
    }

    static var bieupDrawings: [LetterDrawing] {
        let left = StrokePath(2, 3).line(5, 100)
        let right = StrokePath(97, 0).line(95, 100)
        let middle = StrokePath(4, 48).bar(96, 45)
        let bottom = StrokePath(5, 96).bar(95, 95)
        let leftAndBottom = StrokePath(2, 3).line(5, 97).bar(95, 95)
        return [
            .standard([left, right, middle, bottom], orders: [[0, 2, 1, 3]]),
            LetterDrawing(name: "three strokes", paths: [leftAndBottom, right, middle]),
        ]
    }

    static var pieupDrawings: [LetterDrawing] {
        let top = StrokePath(2, 4).bar(97, 0)
        let left = StrokePath(30, 3).line(34, 96)
        let right = StrokePath(70, 1).line(66, 94)
        let bottom = StrokePath(0, 98).bar(100, 94)
        return [.standard([top, left, right, bottom])]
    }
}
