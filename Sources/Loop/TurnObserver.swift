/// Something that has work to do once in every turn of a loop, after its sockets were read.
public protocol TurnObserver: AnyObject {
    /// The sockets that were ready have been read; what is queued now leaves with this turn's writes.
    func turnEnds()
    /// The turn's writes have left. Work that none of them waits for belongs here; what it queues leaves before the wait.
    func turnWasWritten()
}

extension TurnObserver {
    /// Nothing is left to do.
    public func turnWasWritten() {}
}
