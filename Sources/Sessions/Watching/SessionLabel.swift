/// Under what a session is found by those who teach: what its client said of the learner. No secret, and no proof.
struct SessionLabel: Equatable, Sendable {
    /// The class, nil where the learner belongs to none.
    var className: String?
    /// The learner's name there.
    var name: String?
}
