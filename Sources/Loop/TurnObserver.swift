/// Something that has work to do once in every turn of a loop, after its sockets were read.
public protocol TurnObserver: AnyObject {
    /// The sockets that were ready have been read; what is queued now leaves with this turn's writes.
    func turnEnds()
}
