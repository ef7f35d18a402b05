/// How well something was known when it was asked for, in the four steps of FSRS.
public enum ReviewGrade: Int, CaseIterable, Comparable, Sendable {
    /// It was not known.
    case again = 1
    /// It was known with trouble.
    case hard = 2
    /// It was known.
    case good = 3
    /// It was known at once.
    case easy = 4

    /// The worse one first.
    public static func < (one: ReviewGrade, other: ReviewGrade) -> Bool { one.rawValue < other.rawValue }
}
