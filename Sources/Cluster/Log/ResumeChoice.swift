public import Wire

/// What becomes of a client that comes back, decided from what it says and from the log that was found.
public enum ResumeChoice: Equatable, Sendable {
    /// The log is taken up; where it is not `isComplete`, outputs that the client has not seen cannot be made again.
    case takeUp(isComplete: Bool)
    /// The session begins anew at the client's checkpoint, from the ink that the client still has.
    case restart
    /// There is nothing to go on with.
    case unknown

    /// Chooses.
    ///
    /// - Parameters:
    ///   - log: base of the log that was found and number of its last ink event; nil where none was.
    ///   - isCertain: whether it is the latest one: the store has said so, or the client was last welcomed in the very epoch in
    ///     which this node still believes to be. Otherwise the session may have gone on elsewhere, and the log is not used.
    public init(_ resume: SessionResume, log: (base: Checkpoint, ink: UInt64)?, isCertain: Bool) {
        guard let log, isCertain else {
            self = resume.start == nil ? .unknown : .restart
            return
        }
        let lacksInk = log.ink < resume.checkpoint.ink
        let lacksOutputs = resume.seen < log.base.output
        // Whoever has written less than the log holds is not the one who wrote it last: it keeps that one's ink.
        let isLastWriter = (resume.ink ?? 0) >= log.ink
        if resume.start != nil, lacksInk || lacksOutputs && isLastWriter {
            self = .restart
        } else {
            self = lacksInk ? .unknown : .takeUp(isComplete: !lacksOutputs)
        }
    }
}
