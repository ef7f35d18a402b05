import Cluster
import Wire

/// What Redis promises about one session's log, as a value: the scripts and commands of `RedisLog` do the same, which
/// `RedisLogTests` holds against it.
struct SimulatedStore {
    struct Log: Equatable {
        var owner: String
        var head: [UInt8]
        var base: Checkpoint
        var results: [Int: [UInt8]]
        var items: [LogItem]

        var top: LogPosition { items.last?.position ?? LogPosition(epoch: 0, ink: 0) }

        var stored: StoredLog {
            StoredLog(
                head: head, base: base,
                results: results.sorted { $0.key < $1.key }.map { CharacterLine(character: $0.key, text: $0.value) },
                items: items)
        }
    }

    /// A fault planted to see whether the simulation finds it.
    enum Bug: CaseIterable {
        /// Whoever writes is let in, whatever its epoch.
        case ignoresEpochs
        /// A log that is written anew replaces even one that reaches farther.
        case rewritesBlindly
        /// Ink that is still needed is let go.
        case trimsEverything
    }

    var log: Log?
    var bug: Bug?

    mutating func perform(_ command: LogCommand, owner: String) -> LogReply {
        switch command {
        case .write(let image): write(image, owner)
        case .append(let item): append(item, owner)
        case .trim(let trim): self.trim(trim, owner)
        case .look: .top(log?.top, isOwn: log?.owner == owner)
        }
    }

    private mutating func write(_ image: LogImage, _ owner: String) -> LogReply {
        if let log, bug != .ignoresEpochs {
            let isOwn = log.owner == owner
            let isNewer = log.top.epoch < image.position.epoch
            let isSame = log.top.epoch == image.position.epoch && isOwn
            let reaches = log.top.ink <= image.position.ink || bug == .rewritesBlindly
            guard isNewer || isSame && reaches else { return .refused(top: log.top, isOwn: isOwn) }
        }
        // What is known of finished characters stays: whoever begins a session anew does not have it.
        var results = log?.results.filter { $0.key < image.base.character } ?? [:]
        for line in image.results { results[line.character] = line.text }
        log = Log(
            owner: owner, head: image.head, base: image.base, results: results,
            items: [LogItem(position: image.position, blocks: image.blocks)])
        return .stored
    }

    private mutating func append(_ item: LogItem, _ owner: String) -> LogReply {
        guard let top = log?.top else { return .missing }
        if bug == .ignoresEpochs {
            // As a list would take it, without positions.
            let position = LogPosition(epoch: max(top.epoch, item.position.epoch), ink: item.position.ink)
            log?.items.append(LogItem(position: position, blocks: item.blocks))
            return .stored
        }
        guard item.position > top else { return .refused(top: top, isOwn: log?.owner == owner) }
        log?.items.append(item)
        return .stored
    }

    private mutating func trim(_ trim: LogTrim, _ owner: String) -> LogReply {
        guard let log else { return .missing }
        guard log.top.epoch == trim.epoch && log.owner == owner || bug == .ignoresEpochs else {
            return .refused(top: log.top, isOwn: log.owner == owner)
        }
        guard log.base.ink <= trim.base.ink || bug == .ignoresEpochs else { return .stored }
        self.log?.base = trim.base
        for line in trim.results { self.log?.results[line.character] = line.text }
        let first = bug == .trimsEverything ? log.top : min(trim.first, log.top)
        self.log?.items.removeAll { $0.position < first }
        return .stored
    }

    /// What comes of taking a log over.
    enum Attachment: Equatable {
        case missing
        /// The epoch is not above the last one.
        case late(UInt64)
        /// The log as it was before, and who owned it.
        case attached(StoredLog, before: LogPosition, from: String)
    }

    mutating func attach(_ epoch: UInt64, owner: String) -> Attachment {
        guard let log else { return .missing }
        guard epoch > log.top.epoch || bug == .ignoresEpochs else { return .late(log.top.epoch) }
        self.log?.owner = owner
        self.log?.items.append(LogItem(position: LogPosition(epoch: epoch, ink: 0), blocks: []))
        return .attached(log.stored, before: log.top, from: log.owner)
    }
}
