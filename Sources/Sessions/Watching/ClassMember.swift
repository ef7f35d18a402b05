import Checking
import Wire

/// A session as the list of its class shows it.
package struct ClassMember: Sendable {
    package let id: String
    /// By when it began (milliseconds since 1970), members are ordered.
    package let startedAt: UInt64
    /// How many connections of its own node follow it.
    package let watchers: Int
    /// How many follow it from elsewhere.
    package var followers = 0
    /// The fields that do not depend on who asks, as JSON members.
    package let fields: [UInt8]

    /// A session of this node.
    init(_ session: Session, isConnected: Bool, watchers: Int) {
        id = session.id
        startedAt = session.startedAt
        self.watchers = watchers
        var json = JSONWriter()
        json.raw("\"name\":")
        json.string(orNull: session.label.name)
        json.raw(",\"connected\":")
        json.bool(isConnected)
        json.raw(",\"characters\":")
        json.list(session.head.text) { $0.string(String($1)) }
        json.raw(",\"boxes\":")
        json.list(session.head.boxes) { $0.frame($1) }
        fields = json.bytes
    }

    /// A session of any node, as ``entry`` has told of it; nil where another version has written that.
    init?(id: String, entry: [UInt8]) {
        let parts = entry.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let startedAt = UInt64(String(decoding: parts[0], as: UTF8.self)),
            let watchers = Int(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.id = id
        self.startedAt = startedAt
        self.watchers = watchers
        fields = Array(parts[2])
    }

    /// What other nodes are told.
    var entry: [UInt8] { Array("\(startedAt) \(watchers) ".utf8) + fields }
}
