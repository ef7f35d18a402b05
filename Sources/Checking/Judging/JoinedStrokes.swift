/// The written strokes as joined ones: each is cut the first time that somebody asks. Confined to one judgement.
final class JoinedStrokes {
    private let written: [InkLine]
    private var cut: [JoinedStroke?]

    init(_ written: [InkLine]) {
        self.written = written
        cut = Array(repeating: nil, count: written.count)
    }

    subscript(stroke: Int) -> JoinedStroke {
        if let known = cut[stroke] { return known }
        let joined = JoinedStroke(written[stroke])
        cut[stroke] = joined
        return joined
    }
}
