/// What to do about two strokes that are not to each other what they should be.
extension Sentences {
    /// The sentence about a relation; strokes by their numbers in the model, from 1.
    func relation(_ kind: Relation.Kind, _ stroke: Int, _ other: Int) -> String {
        switch kind {
        case .sticksOut(let side):
            pick(
                "\(stroke)번 획이 \(other)번 획 \(word(side)) 나와야 해요.",
                "Stroke \(stroke) must stick out \(word(side)) stroke \(other).",
                "\(stroke)画目は\(other)画目より\(word(side))に出しましょう。", "第\(stroke)笔要在第\(other)笔\(word(side))出头。")
        case .stops(let side):
            pick(
                "\(stroke)번 획이 \(other)번 획 \(word(side)) 나오면 안 돼요.",
                "Stroke \(stroke) must not stick out \(word(side)) stroke \(other).",
                "\(stroke)画目は\(other)画目より\(word(side))に出しません。", "第\(stroke)笔不要在第\(other)笔\(word(side))出头。")
        case .touches:
            pick(
                "\(stroke)번 획이 \(other)번 획에 닿아야 해요.", "Stroke \(stroke) must touch stroke \(other).",
                "\(stroke)画目は\(other)画目につけましょう。", "第\(stroke)笔要与第\(other)笔相接。")
        case .apart:
            pick(
                "\(stroke)번 획이 \(other)번 획에 닿으면 안 돼요.", "Stroke \(stroke) must keep clear of stroke \(other).",
                "\(stroke)画目は\(other)画目から離しましょう。", "第\(stroke)笔不要碰到第\(other)笔。")
        case .longer:
            pick(
                "\(stroke)번 획이 \(other)번 획보다 길어야 해요.", "Stroke \(stroke) must be longer than stroke \(other).",
                "\(stroke)画目は\(other)画目より長く書きましょう。", "第\(stroke)笔要比第\(other)笔长。")
        }
    }

    /// Where to, with the Korean particle that the word takes.
    private func word(_ side: Relation.Side) -> String {
        switch side {
        case .above: pick("위로", "above", "上", "上方")
        case .below: pick("아래로", "below", "下", "下方")
        case .left: pick("왼쪽으로", "to the left of", "左", "左边")
        case .right: pick("오른쪽으로", "to the right of", "右", "右边")
        }
    }
}
