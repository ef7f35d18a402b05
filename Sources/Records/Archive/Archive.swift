/// Where records are kept.
///
/// Every method is one transaction: it happens whole or not at all, and has happened for good when it returns. Any task may ask; the answer comes
/// back to the executor that it was asked from. Reads of what a user has themselves changed show the change, from whichever node they are asked.
///
/// An archive is also an ``AccountArchive``, an ``AttemptArchive``, a ``ClassArchive`` and a ``LearningArchive``; the conformance suite in
/// `Tests/ArchiveTests` says of each method what must hold for every implementation.
public protocol Archive: AccountArchive, AttemptArchive, ClassArchive, LearningArchive {
    /// Whether it can be used now.
    func probe() async throws(ArchiveError)

    /// Forgets what has no use any more: letters and invites that have expired, devices that ended, replies given before this moment.
    func tidy(before: Timestamp, now: Timestamp) async throws(ArchiveError)

    /// Lets go of files and connections, and waits for that. What was asked before is done before; what comes later is
    /// ``ArchiveError/unavailable(_:)``. Not to be called from a loop.
    func close()
}
