import Wire

/// How logs are written as Redis' commands, and read from its answers.
enum RedisLogCoding {
    /// Items of a stream beyond which Redis may drop the oldest: a bound for what nobody trims any more.
    private static let largestStream = "65536"

    static func logKey(_ session: String) -> String { "pilsun:{\(session)}:log" }

    static func headKey(_ session: String) -> String { "pilsun:{\(session)}:head" }

    static func command(
        _ command: LogCommand, session: String, owner: String, ttlMilliseconds ttl: UInt64
    ) -> RedisCommand {
        switch command {
        case .append(let item):
            var command = RedisCommand(
                "XADD", logKey(session), "NOMKSTREAM", "MAXLEN", "~", largestStream, item.position.text, "b")
            command.add(item.blocks)
            return command
        case .look: return script(LogScripts.look, session, owner)
        case .write(let image):
            var command = script(LogScripts.write, session, owner)
            for word in [ttl, image.position.epoch, image.position.ink] { command.add("\(word)") }
            command.add(image.blocks)
            command.add(image.head)
            command.add(text(of: image.base))
            command.add("\(image.base.character)")
            add(image.results, to: &command)
            return command
        case .trim(let trim):
            var command = script(LogScripts.trim, session, owner)
            for word in ["\(ttl)", "\(trim.epoch)", trim.first.text, "\(trim.base.ink)", text(of: trim.base)] {
                command.add(word)
            }
            add(trim.results, to: &command)
            return command
        }
    }

    static func attach(
        session: String, owner: String, epoch: UInt64, known: UInt64?, ttlMilliseconds ttl: UInt64
    ) -> RedisCommand {
        var command = script(LogScripts.attach, session, owner)
        for word in ["\(ttl)", "\(epoch)", "\(known ?? 0)"] { command.add(word) }
        return command
    }

    /// - Parameter position: where the reader stands; nil where it has nothing yet.
    static func follow(session: String, after position: LogPosition?, tellsOwner: Bool) -> RedisCommand {
        let next = position.map { LogPosition(epoch: $0.epoch, ink: $0.ink + 1).text } ?? ""
        return script(
            LogScripts.follow, session, LogServer.channel(of: ""), tellsOwner ? "followed \(session)" : "", next)
    }

    private static func script(_ script: String, _ session: String, _ words: String...) -> RedisCommand {
        var command = RedisCommand("EVAL", script, "2", logKey(session), headKey(session))
        for word in words { command.add(word) }
        return command
    }

    private static func add(_ results: [CharacterLine], to command: inout RedisCommand) {
        for line in results {
            command.add("r\(line.character)")
            command.add(line.text)
        }
    }

    private static func text(of base: Checkpoint) -> String { "\(base.ink) \(base.output) \(base.character)" }

    private static func base(_ text: String) -> Checkpoint? {
        let parts = text.split(separator: " ").compactMap { UInt64($0) }
        guard parts.count == 3, let character = Int(exactly: parts[2]) else { return nil }
        return Checkpoint(ink: parts[0], output: parts[1], character: character)
    }

    /// What an answer to a log's command means; nil where it is none that Redis gives.
    static func reply(_ reply: RedisReply, to command: LogCommand) -> LogReply? {
        if case .append = command {
            switch reply {
            case .string: return .stored
            case .null: return .missing
            case .error(let text):
                return text.contains("equal or smaller")
                    ? .refused(top: LogPosition(epoch: 0, ink: 0), isOwn: false) : nil
            default: return nil
            }
        }
        guard let parts = reply.elements, let word = parts.first?.text else { return nil }
        switch (word, parts.count) {
        case ("stored", 1): return .stored
        case ("missing", 1): return command == .look ? .top(nil, isOwn: false) : .missing
        case ("refused", 3), ("top", 3):
            guard let top = parts[1].text.flatMap(LogPosition.init), let isOwn = parts[2].integer else { return nil }
            return word == "top" ? .top(top, isOwn: isOwn == 1) : .refused(top: top, isOwn: isOwn == 1)
        default: return nil
        }
    }

    /// What an answer to an attach means; nil where it is none.
    static func attachment(_ reply: RedisReply) -> LogAttachment? {
        guard let parts = reply.elements, let word = parts.first?.text else { return nil }
        if word == "missing" { return .missing }
        guard parts.count > 1, let top = parts[1].text.flatMap(LogPosition.init) else { return nil }
        if word == "late" { return .late(top.epoch) }
        guard word == "attached", parts.count == 4, let fields = parts[2].elements, let rows = parts[3].elements else {
            return nil
        }
        var log = StoredLog(head: [], base: .beginning, results: [], items: []), owner = ""
        for index in stride(from: 0, to: fields.count - 1, by: 2) {
            guard let name = fields[index].text, let value = fields[index + 1].bytes else { return nil }
            switch name {
            case "owner": owner = String(decoding: value, as: UTF8.self)
            case "head": log.head = value
            case "base":
                guard let base = base(String(decoding: value, as: UTF8.self)) else { return nil }
                log.base = base
            default:
                guard name.hasPrefix("r"), let character = Int(name.dropFirst()) else { continue }
                log.results.append(CharacterLine(character: character, text: value))
            }
        }
        log.results.sort { $0.character < $1.character }
        guard !log.head.isEmpty else { return .missing }
        guard let items = items(rows) else { return nil }
        log.items = items
        return .attached(log, before: top, owner: owner)
    }

    /// What an answer to a follow means; nil where it is none.
    static func followed(_ reply: RedisReply) -> FollowedLog? {
        if let parts = reply.elements, parts.count == 3, parts[0].text == "more" {
            guard let top = parts[1].text.flatMap(LogPosition.init), let items = parts[2].elements.flatMap(items) else {
                return nil
            }
            return .more(items, upTo: top)
        }
        switch attachment(reply) {
        case .attached(let log, let top, _): return .whole(log, upTo: top)
        case .missing: return .missing
        case .late, .unreachable, nil: return nil
        }
    }

    private static func items(_ rows: [RedisReply]) -> [LogItem]? {
        let items = rows.compactMap(item)
        return items.count == rows.count ? items : nil
    }

    private static func item(_ row: RedisReply) -> LogItem? {
        guard let parts = row.elements, parts.count == 2, let position = parts[0].text.flatMap(LogPosition.init),
            let fields = parts[1].elements, fields.count == 2, let value = fields[1].bytes
        else { return nil }
        return LogItem(position: position, blocks: fields[0].text == "b" ? value : [])
    }
}
