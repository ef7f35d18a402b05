/// The sentences that learners read: one short sentence each that says what to do.
struct Sentences: Sendable {
    /// What is to be said.
    enum Sentence {
        case status(StrokeVerdict.Status)
        /// The number of the stroke that was due first, counted from 1.
        case order(Int)
        /// Reference strokes that were left out, counted from 1.
        case missing([Int])
        /// The character that was written, and the one that was asked for.
        case other(Character, insteadOf: Character)
        case completeRight
        case completeWrong
        /// What a stroke should be to another, both by their numbers in the model, from 1.
        case relation(Relation.Kind, Int, Int)
        case partial
        case hesitation
        case hook
        case sweep
        case pressure(PressureProfile.Fault)
        case whole(WholeTolerances.Fault)
    }

    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// The sentence in the learner's language.
    subscript(_ sentence: Sentence) -> String {
        switch sentence {
        case .status(let status): self.status(status)
        case .order(let due):
            pick("\(due)번 획을 먼저 쓰세요.", "Write stroke \(due) first.", "先に\(due)画目を書きましょう。", "请先写第\(due)笔。")
        case .relation(let kind, let stroke, let other): relation(kind, stroke, other)
        case .partial:
            pick("획을 끝까지 쓰세요.", "Write the stroke to its end.", "画を最後まで書きましょう。", "请把这一笔写完整。")
        case .hesitation:
            pick("멈추지 말고 한 번에 이어 쓰세요.", "Write the stroke in one flow.", "止まらずに一息で書きましょう。", "请一气呵成，中途不要停顿。")
        case .hook:
            pick("획 끝을 꺾어 갈고리를 쓰세요.", "Finish the stroke with its hook.", "最後をはねましょう。", "收笔时请带出钩。")
        case .sweep:
            pick("획 끝을 길게 뻗어 빼세요.", "Sweep the stroke out at its end.", "最後をはらいましょう。", "收笔时请顺势出锋。")
        case .pressure(let fault): pressure(fault)
        case .whole(let fault): whole(fault)
        case .missing(let strokes): missing(strokes.map(String.init).joined(separator: ", "))
        case .other(let other, let asked):
            pick(
                "이 글자는 ‘\(other)’입니다. ‘\(asked)’ 자를 쓰세요.", "This is \(other), not \(asked).",
                "これは「\(other)」です。「\(asked)」を書きましょう。", "这是“\(other)”，不是“\(asked)”。")
        case .completeRight:
            pick("잘 썼어요.", "Well written.", "よく書けました。", "写得很好。")
        case .completeWrong:
            pick(
                "다 썼어요. 표시된 획을 다시 보세요.", "All strokes are there; look at the marked ones again.",
                "全部書けました。印の付いた画を見直しましょう。", "笔画都写完了，请再看看标出的笔画。")
        }
    }

    /// One of four, in the learner's language.
    func pick(_ korean: String, _ english: String, _ japanese: String, _ chinese: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .japanese: japanese
        case .chinese: chinese
        }
    }

    private func missing(_ strokes: String) -> String {
        pick(
            "빠진 획을 쓰세요: \(strokes).", "Write the strokes that are missing: \(strokes).", "抜けている画を書きましょう：\(strokes)。",
            "请补上缺少的笔画：\(strokes)。")
    }

    private func status(_ status: StrokeVerdict.Status) -> String {
        switch status {
        case .ok:
            pick("좋아요.", "Good.", "いいですね。", "很好。")
        case .order:
            pick("다른 획을 먼저 쓰세요.", "Write another stroke first.", "先に別の画を書きましょう。", "请先写另一笔。")
        case .reversed:
            pick("반대쪽에서 시작하세요.", "Start this stroke from its other end.", "反対側から書き始めましょう。", "请从另一端起笔。")
        case .extra:
            pick("이 획은 지우세요.", "Leave this stroke out.", "この画は要りません。", "请去掉这一笔。")
        case .merged:
            pick("여기서 펜을 떼고 두 획으로 쓰세요.", "Lift the pen and write two strokes.", "ペンを離して二画で書きましょう。", "请提笔，分成两笔写。")
        case .split:
            pick("펜을 떼지 말고 한 획으로 쓰세요.", "Write this in one stroke.", "ペンを離さず一画で書きましょう。", "请一笔写成，中间不要提笔。")
        case .shape:
            pick("획의 모양을 본과 같게 쓰세요.", "Follow the shape of the model.", "手本の形に合わせましょう。", "请照着范字的笔形写。")
        case .position:
            pick("획을 제자리에 쓰세요.", "Put this stroke where the model has it.", "手本と同じ位置に書きましょう。", "请把这一笔写在正确的位置。")
        case .length:
            pick("획의 길이를 본에 맞추세요.", "Match the length of the model.", "手本の長さに合わせましょう。", "请让这一笔与范字一样长。")
        case .replaced:
            pick("고쳐 쓴 획으로 바꿨어요.", "Your new stroke takes its place.", "書き直した画に置きかえました。", "已换成您重写的这一笔。")
        case .relation:
            pick(
                "두 획의 만남을 본과 같게 쓰세요.", "Let the two strokes meet as in the model.", "二つの画の関係を手本に合わせましょう。",
                "请照着范字处理两笔的关系。")
        }
    }
}
