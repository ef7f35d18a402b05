/// How often each kind of mistake was made: words of the protocol (`order.wrong`, `shape.off` …) with a number, in the order of the words.
public struct FaultCounts: Hashable, Sendable {
    /// The kinds that were made at all, and how often: 1 and up.
    public let counts: [(kind: String, count: Int)]

    /// Counts the mistakes, one word each.
    public init(_ kinds: some Sequence<String> = []) {
        var counts: [(kind: String, count: Int)] = []
        for kind in kinds.sorted() {
            if counts.last?.kind == kind {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((kind, 1))
            }
        }
        self.counts = counts
    }

    /// The counts as they are kept: ` order.wrong:1 shape.off:2 `, between spaces, so that a kind can be looked for; empty for none.
    public var text: String {
        counts.isEmpty ? "" : counts.map { " \($0.kind):\($0.count)" }.joined() + " "
    }

    /// Reads what ``text`` gave; what it cannot have given is left out.
    public init(kept text: String) {
        counts = text.split(separator: " ").compactMap { word in
            let parts = word.split(separator: ":")
            guard parts.count == 2, let count = Int(parts[1]), count > 0 else { return nil }
            return (String(parts[0]), count)
        }
    }

    /// By kind and number.
    public static func == (one: FaultCounts, other: FaultCounts) -> Bool { one.text == other.text }

    /// By kind and number.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
