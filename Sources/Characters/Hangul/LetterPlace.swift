/// Where in a syllable a consonant stands: its shape depends on it.
enum LetterPlace: Equatable, Sendable, CaseIterable {
    /// A letter by itself, not in a syllable.
    case alone
    /// The initial to the left of a vertical vowel (가).
    case beside
    /// The initial over a horizontal vowel (고).
    case above
    /// The final (각).
    case beneath
}

/// What the drawing of a consonant must know of the box that it will be laid into.
struct LetterSite: Equatable, Sendable {
    let place: LetterPlace
    /// Width of the box divided by its height.
    let aspect: Double

    /// How much higher a horizontal stroke ends than it begins, in hundredths of the box's height. In a narrow box it is less, so
    /// that the slope stays that of the same hand.
    var rise: Double { 5 * min(1, 0.8 * aspect) }

    /// How far the control points of a horizontal stroke lie over its chord, in hundredths of the box's height.
    var bow: Double { 2 * min(1, 0.8 * aspect) }
}
