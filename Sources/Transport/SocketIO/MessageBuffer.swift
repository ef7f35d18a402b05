/// Where a message is put together before it is sent: one for many senders, so that none of them keeps memory of its own.
struct MessageBuffer {
    private var bytes: [UInt8] = []

    /// Takes the memory out, empty, for the time of one message.
    mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        taken.removeAll(keepingCapacity: true)
        return taken
    }

    /// Gives the memory back.
    mutating func give(_ taken: consuming [UInt8]) { bytes = taken }
}
