import Ink

/// Two strokes drawn as one line, with the way from the first's end to the second's beginning between them.
struct JoinedOutline {
    /// The whole line.
    let outline: Outline
    /// How many places of the outline lie on the first stroke, counted from the beginning.
    let firstCount: Int
    /// How many lie on the second stroke, counted from the end.
    let secondCount: Int
    /// Lengths of the two strokes and of the way between them.
    let firstLength: Double
    let secondLength: Double
    let gap: Double

    init(_ first: Outline, _ second: Outline) {
        outline = Outline(first.line + second.line)
        firstLength = first.length
        secondLength = second.length
        gap = first.end.distance(to: second.start)
        let step = max(outline.length, 1e-9) / Double(Outline.count - 1)
        firstCount = min(Int(firstLength / step) + 1, Outline.count)
        secondCount = min(Int(secondLength / step) + 1, Outline.count)
    }
}
