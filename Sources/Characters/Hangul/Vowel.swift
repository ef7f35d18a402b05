/// The twenty-one vowels in Unicode's order (U+1161…U+1175 and, as letters, U+314F…U+3163).
///
/// Every vowel is a horizontal one under the initial, a vertical one to its right, or a horizontal and then a vertical one.
enum Vowel: String, CaseIterable, Sendable {
    case a = "ㅏ"
    case ae = "ㅐ"
    case ya = "ㅑ"
    case yae = "ㅒ"
    case eo = "ㅓ"
    case e = "ㅔ"
    case yeo = "ㅕ"
    case ye = "ㅖ"
    case o = "ㅗ"
    case wa = "ㅘ"
    case wae = "ㅙ"
    case oe = "ㅚ"
    case yo = "ㅛ"
    case u = "ㅜ"
    case wo = "ㅝ"
    case we = "ㅞ"
    case wi = "ㅟ"
    case yu = "ㅠ"
    case eu = "ㅡ"
    case ui = "ㅢ"
    case i = "ㅣ"

    /// The letter as text.
    var letter: String { rawValue }

    /// The part that lies under the initial, nil where there is none.
    var horizontal: HorizontalVowel? {
        switch self {
        case .o, .wa, .wae, .oe: .o
        case .yo: .yo
        case .u, .wo, .we, .wi: .u
        case .yu: .yu
        case .eu, .ui: .eu
        case .a, .ae, .ya, .yae, .eo, .e, .yeo, .ye, .i: nil
        }
    }

    /// The part that stands to the right of the initial, nil where there is none.
    var vertical: VerticalVowel? {
        switch self {
        case .a, .wa: .a
        case .ae, .wae: .ae
        case .ya: .ya
        case .yae: .yae
        case .eo, .wo: .eo
        case .e, .we: .e
        case .yeo: .yeo
        case .ye: .ye
        case .oe, .wi, .ui, .i: .i
        case .o, .yo, .u, .yu, .eu: nil
        }
    }
}

/// The vowels of one long horizontal stroke.
enum HorizontalVowel: Equatable, Sendable { case o, yo, u, yu, eu }

/// The vowels of one or two long vertical strokes.
enum VerticalVowel: Equatable, Sendable { case a, ya, eo, yeo, i, ae, yae, e, ye }
