import Cluster
import Loop

/// Tells the other nodes which sessions of which class are here and how many follow a session of a class, and asks them for theirs.
///
/// A change is told within a tick, and everything again every few seconds: what a node that died has told goes by itself. Confined
/// to its loop.
package final class SharedClasses {
    /// What is told again no later than this is no longer believed.
    private static let validMilliseconds = 15_000
    private static let repeatMilliseconds: UInt64 = 5_000
    /// Entries in one command.
    private static let chunk = 64

    private unowned let host: SessionHost
    private let logs: LogStore
    /// What is to be told: by class, then by the entry's name.
    private var changes: [String: [String: [UInt8]]] = [:]
    /// Sessions that have changed.
    private var changed: Set<String> = []
    private var toldAllAt: UInt64

    init(_ host: SessionHost, _ logs: LogStore) {
        self.host = host
        self.logs = logs
        toldAllAt = host.loop.nowMilliseconds
    }

    /// The session has come, or its client has, or has gone.
    func note(_ session: Session) { if session.label.className != nil { changed.insert(session.id) } }

    /// The session is over.
    func noteEnd(of session: Session) {
        guard let name = session.label.className else { return }
        changes[name, default: [:]][Self.sessionPrefix + session.id] = []
    }

    /// Somebody follows a session that is written elsewhere, or no longer does.
    func noteWatchers(of session: FollowedSession, count: Int) {
        guard let name = session.className else { return }
        let text = count == 0 ? [] : Array("\(count)".utf8)
        changes[name, default: [:]]["\(Self.watcherPrefix)\(session.id) \(logs.name)"] = text
    }

    /// Tells what has changed, and from time to time everything.
    func tick() {
        if host.loop.nowMilliseconds - toldAllAt >= Self.repeatMilliseconds {
            toldAllAt = host.loop.nowMilliseconds
            for session in host.owned.values { note(session) }
            for session in host.followed.values { noteWatchers(of: session, count: session.watcherCount) }
        }
        for id in changed {
            guard let session = host.owned[id], let name = session.label.className else { continue }
            let member = ClassMember(
                session, isConnected: host.links[id] != nil, watchers: host.service.store.watchers(of: id).count)
            changes[name, default: [:]][Self.sessionPrefix + id] = member.entry
        }
        changed.removeAll(keepingCapacity: true)
        guard !changes.isEmpty else { return }
        for (name, entries) in changes where logs.isUsable(forClass: name) { tell(entries, of: name) }
        // What could not be told now will be with the next round of everything.
        changes.removeAll(keepingCapacity: true)
    }

    private func tell(_ entries: [String: [UInt8]], of name: String) {
        let entries = entries.map { ClassEntry(name: $0.key, text: $0.value) }
        for start in stride(from: 0, to: entries.count, by: Self.chunk) {
            logs.write(
                Array(entries[start..<min(entries.count, start + Self.chunk)]), ofClass: name,
                forMilliseconds: Self.validMilliseconds)
        }
    }

    /// Asks for the sessions of a class on all nodes; the handler gets nil where the store does not answer.
    package func members(of name: String, _ handler: @escaping ([ClassMember]?) -> Void) {
        guard logs.isUsable(forClass: name) else { return handler(nil) }
        logs.entries(ofClass: name) { handler($0.map(Self.members)) }
    }

    private static func members(_ entries: [ClassEntry]) -> [ClassMember] {
        var members: [String: ClassMember] = [:]
        for entry in entries where entry.name.hasPrefix(sessionPrefix) {
            let id = String(entry.name.dropFirst(sessionPrefix.count))
            members[id] = ClassMember(id: id, entry: entry.text)
        }
        for entry in entries where entry.name.hasPrefix(watcherPrefix) {
            let id = entry.name.dropFirst(watcherPrefix.count).prefix { $0 != " " }
            members[String(id)]?.followers += Int(String(decoding: entry.text, as: UTF8.self)) ?? 0
        }
        return Array(members.values)
    }

    private static let sessionPrefix = "session ", watcherPrefix = "watchers "
}

@available(*, unavailable)
extension SharedClasses: Sendable {}
