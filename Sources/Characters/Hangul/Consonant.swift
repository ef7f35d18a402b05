/// The fourteen basic consonants, of which doubles and clusters are put together.
enum Consonant: String, CaseIterable, Sendable {
    case giyeok = "ㄱ"
    case nieun = "ㄴ"
    case digeut = "ㄷ"
    case rieul = "ㄹ"
    case mieum = "ㅁ"
    case bieup = "ㅂ"
    case siot = "ㅅ"
    case ieung = "ㅇ"
    case jieut = "ㅈ"
    case chieut = "ㅊ"
    case kieuk = "ㅋ"
    case tieut = "ㅌ"
    case pieup = "ㅍ"
    case hieut = "ㅎ"

    /// The letter as text.
    var letter: String { rawValue }
}

extension Consonant {
    /// The nineteen initials in Unicode's order (U+1100…U+1112), each as the basic letters that it is written with.
    static let initials: [[Consonant]] = [
        [.giyeok], [.giyeok, .giyeok], [.nieun], [.digeut], [.digeut, .digeut], [.rieul], [.mieum], [.bieup],
        [.bieup, .bieup], [.siot], [.siot, .siot], [.ieung], [.jieut], [.jieut, .jieut], [.chieut], [.kieuk], [.tieut],
        [.pieup], [.hieut],
    ]

    /// No final and the twenty-seven finals in Unicode's order (U+11A8…U+11C2).
    static let finals: [[Consonant]] = [
        [], [.giyeok], [.giyeok, .giyeok], [.giyeok, .siot], [.nieun], [.nieun, .jieut], [.nieun, .hieut], [.digeut],
        [.rieul], [.rieul, .giyeok], [.rieul, .mieum], [.rieul, .bieup], [.rieul, .siot], [.rieul, .tieut],
        [.rieul, .pieup], [.rieul, .hieut], [.mieum], [.bieup], [.bieup, .siot], [.siot], [.siot, .siot], [.ieung],
        [.jieut], [.chieut], [.kieuk], [.tieut], [.pieup], [.hieut],
    ]

    /// The thirty consonant letters in the order of the compatibility block (U+3131…U+314E).
    static let letters: [[Consonant]] = [
        [.giyeok], [.giyeok, .giyeok], [.giyeok, .siot], [.nieun], [.nieun, .jieut], [.nieun, .hieut], [.digeut],
        [.digeut, .digeut], [.rieul], [.rieul, .giyeok], [.rieul, .mieum], [.rieul, .bieup], [.rieul, .siot],
        [.rieul, .tieut], [.rieul, .pieup], [.rieul, .hieut], [.mieum], [.bieup], [.bieup, .bieup], [.bieup, .siot],
        [.siot], [.siot, .siot], [.ieung], [.jieut], [.jieut, .jieut], [.chieut], [.kieuk], [.tieut], [.pieup],
        [.hieut],
    ]
}
