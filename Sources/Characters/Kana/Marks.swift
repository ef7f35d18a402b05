extension KanaDrawing {
    /// ー ゝ ヽ: what prolongs or repeats.
    static let marks: [KanaDrawing] = [
        KanaDrawing("ー", StrokePath(10, 51).bar(90, 49)),
        KanaDrawing("ゝ", StrokePath(36, 31).smooth(52, 34, 65, 44, 61, 57, 45, 72)),
        KanaDrawing("ヽ", StrokePath(35, 34).smooth(51, 46, 65, 65)),
    ]
}
