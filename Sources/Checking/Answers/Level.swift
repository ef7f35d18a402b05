/// How strictly a learner is judged. A level changes tolerances, never the logic.
public enum Level: String, CaseIterable, Sendable {
    /// Wide tolerances: order, direction and the right strokes in roughly the right place.
    case beginner
    /// What a school teacher accepts.
    case standard
    /// What a calligraphy teacher accepts.
    case strict
}
