/// What somebody may do besides writing.
public enum Role: String, CaseIterable, Sendable {
    /// Writes, and sees what they have written.
    case learner
    /// Makes classes besides, and sees what their members have written.
    case teacher
    /// Invites besides, and gives roles.
    case admin
}
