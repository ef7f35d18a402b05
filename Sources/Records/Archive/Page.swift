/// A part of a list, and where the next one begins.
public struct Page<Item: Sendable>: Sendable {
    /// The items, in the list's order.
    public var items: [Item]
    /// The id after which the list goes on; nil at its end.
    public var next: RecordID?

    /// A page of at most `limit` items, of which one more was looked for to see whether the list goes on.
    public init(_ found: [Item], limit: Int, id: (Item) -> RecordID) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last.map(id) : nil
    }
}

extension Page: Equatable where Item: Equatable {}
