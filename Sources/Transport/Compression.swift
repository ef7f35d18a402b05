import Wire

/// The compression of one loop's WebSockets: what is agreed with each client, and with what it is done.
///
/// A connection that keeps its windows from message to message has a compressor and an inflater of its own, up to 300 KB. That is
/// granted while the server's memory for it lasts; whoever comes later agrees to keep nothing, and uses what the connections
/// of this loop share. Confined to its loop.
final class Compression {
    let rules: WebSocketDeflate
    private let memory: MemoryBudget
    // By the bits of their windows.
    private var sharedDeflaters: [Int: Deflater] = [:]
    private var sharedInflaters: [Int: Inflater] = [:]

    init(_ rules: WebSocketDeflate, memory: MemoryBudget) {
        self.rules = rules
        self.memory = memory
    }

    /// What is agreed on with a client that makes these offers. What it keeps is taken from the memory until ``end(_:)``.
    func agree(_ offers: [String]) -> DeflateAgreement? {
        guard let agreement = DeflateAgreement(offers: offers, rules) else { return nil }
        return memory.take(agreement.keptBytes) ? agreement : agreement.keepingNothing
    }

    /// A connection with this agreement has ended.
    func end(_ agreement: DeflateAgreement) {
        memory.give(agreement.keptBytes)
    }

    /// What inflates the client's messages.
    func inflater(_ agreement: DeflateAgreement) -> Inflater {
        guard !agreement.clientKeepsContext else { return agreement.makeInflater() }
        if let shared = sharedInflaters[agreement.clientWindowBits] { return shared }
        let made = agreement.makeInflater()
        sharedInflaters[agreement.clientWindowBits] = made
        return made
    }

    /// What compresses the server's messages.
    func deflater(_ agreement: DeflateAgreement) -> Deflater {
        guard !agreement.serverKeepsContext else { return agreement.makeDeflater(level: rules.level) }
        if let shared = sharedDeflaters[agreement.serverWindowBits] { return shared }
        let made = agreement.makeDeflater(level: rules.level)
        sharedDeflaters[agreement.serverWindowBits] = made
        return made
    }
}

@available(*, unavailable)
extension Compression: Sendable {}
