/// How strictly a learner is judged. A level changes tolerances, never the logic.
public enum Level: String, CaseIterable, Sendable {
    /// Wide tolerances: order, direction and the right strokes in roughly the right place.
    case beginner
    /// What a school teacher accepts.
    case standard
    /// What a calligraphy teacher accepts.
    case strict

    /// By how much tolerances are wider than at the standard level.
    var tolerance: Double {
        switch self {
        case .beginner: 1.35
        case .standard: 1
        case .strict: 0.6
        }
    }
}
