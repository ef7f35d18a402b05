/// What to do about the pressure of a stroke's beginning, body and end.
extension Sentences {
    /// The sentence about a pressure that is out of range.
    func pressure(_ fault: PressureProfile.Fault) -> String {
        switch (fault.section, fault.isTooLight) {
        case (.beginning, true):
            pick(
                "획을 시작할 때 조금 더 누르세요.", "Press a little more where the stroke begins.", "書き始めはもう少し力を入れましょう。",
                "起笔时请稍微用力一些。")
        case (.beginning, false):
            pick(
                "획을 시작할 때 힘을 조금 빼세요.", "Press a little less where the stroke begins.", "書き始めは少し力を抜きましょう。",
                "起笔时请稍微轻一些。")
        case (.body, true):
            pick("조금 더 힘을 주세요.", "Press a little more.", "もう少し力を入れましょう。", "请稍微用力一些。")
        case (.body, false):
            pick("힘을 조금 빼세요.", "Press a little less.", "少し力を抜きましょう。", "请稍微放松一些。")
        case (.end, true):
            pick("획 끝까지 힘을 유지하세요.", "Keep the pressure to the end of the stroke.", "最後まで力を抜かずに書きましょう。", "请保持力度到收笔。")
        case (.end, false):
            pick("획 끝에서 힘을 빼며 떼세요.", "Lift the pen gently at the end of the stroke.", "最後は力を抜いて離しましょう。", "收笔时请轻轻提起。")
        }
    }
}
