/// What to do about a character that leans, is out of proportion, too small or large, or not in the middle.
extension Sentences {
    /// The sentence about a character as a whole.
    func whole(_ fault: WholeTolerances.Fault) -> String {
        switch fault {
        case .slant(toRight: true):
            pick(
                "글자가 오른쪽으로 기울었어요. 똑바로 세워 쓰세요.", "It leans to the right: write it upright.",
                "字が右に傾いています。まっすぐに書きましょう。", "字向右倾斜了，请写端正。")
        case .slant(toRight: false):
            pick(
                "글자가 왼쪽으로 기울었어요. 똑바로 세워 쓰세요.", "It leans to the left: write it upright.",
                "字が左に傾いています。まっすぐに書きましょう。", "字向左倾斜了，请写端正。")
        case .proportion(isWide: true):
            pick(
                "글자가 옆으로 퍼졌어요. 폭을 좁혀 쓰세요.", "It is too wide: write it narrower.", "横に広がっています。幅を狭くしましょう。",
                "字太宽了，请写窄一些。")
        case .proportion(isWide: false):
            pick(
                "글자가 너무 좁아요. 폭을 넓혀 쓰세요.", "It is too narrow: write it wider.", "幅が狭すぎます。もっと広く書きましょう。",
                "字太窄了，请写宽一些。")
        case .size(isLarge: true):
            pick(
                "글자가 너무 커요. 더 작게 쓰세요.", "It is too large: write it smaller.", "字が大きすぎます。もう少し小さく書きましょう。",
                "字太大了，请写小一些。")
        case .size(isLarge: false):
            pick(
                "글자가 너무 작아요. 칸에 차게 쓰세요.", "It is too small: fill the box.", "字が小さすぎます。マスいっぱいに書きましょう。",
                "字太小了，请写满格子。")
        case .centre(let right, let down): centre(right, down)
        }
    }

    private func centre(_ right: Int, _ down: Int) -> String {
        func word(_ way: Int, _ back: String, _ forth: String) -> String { way == 0 ? "" : way > 0 ? forth : back }
        switch language {
        case .korean:
            // After 오른쪽 and 왼쪽 the particle is 으로, after 위 and 아래 로.
            let words = [word(right, "왼쪽", "오른쪽"), word(down, "위", "아래")].filter { !$0.isEmpty }
            return "글자를 더 \(words.joined(separator: " "))\(down == 0 ? "으로" : "로") 옮겨 쓰세요."
        case .english:
            let words = [word(right, "left", "right"), word(down, "up", "down")].filter { !$0.isEmpty }
            return "Write it farther \(words.joined(separator: " and "))."
        case .japanese: return "もっと\(word(right, "左", "右"))\(word(down, "上", "下"))に書きましょう。"
        case .chinese: return "请写得更靠\(word(right, "左", "右"))\(word(down, "上", "下"))一些。"
        }
    }
}

extension WholeTolerances.Fault {
    /// The feedback that hints at the fault.
    var feedbackType: FeedbackType {
        switch self {
        case .slant: .slantOff
        case .proportion: .proportionOff
        case .size: .sizeOff
        case .centre: .centreOff
        }
    }
}
