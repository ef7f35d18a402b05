/// The written strokes as joined ones, and as halves of one: each is cut, and each two in succession are put together, the first time
/// that somebody asks. Confined to the verdict on one stroke.
final class JoinedStrokes {
    /// The strokes one by one.
    let written: [InkLine]
    // Empty until somebody asks: for most verdicts nobody does.
    private var cut: [JoinedStroke?] = []
    private var together: [SplitStroke?] = []

    init(_ written: [InkLine]) {
        self.written = written
    }

    subscript(stroke: Int) -> JoinedStroke {
        if cut.isEmpty { cut = Array(repeating: nil, count: written.count) }
        if let known = cut[stroke] { return known }
        let joined = JoinedStroke(written[stroke])
        cut[stroke] = joined
        return joined
    }

    /// A stroke and the next one as two halves of one.
    func halves(from first: Int) -> SplitStroke {
        if together.isEmpty { together = Array(repeating: nil, count: written.count) }
        if let known = together[first] { return known }
        let split = SplitStroke(written[first], written[first + 1])
        together[first] = split
        return split
    }
}
