/// One accepted way of dividing a part of a character into strokes, with the orders in which they may be written.
public struct ReferenceAlternative: Equatable, Sendable {
    /// `standard`, or what is different: `separate bar`, `one line`.
    public let name: String
    /// The strokes, listed in their standard order; a stroke's number in messages and verdicts is its place in this list.
    public let strokes: [ReferenceStroke]
    /// The accepted orders, each a permutation of the indices of `strokes`; the first one is 0, 1, 2 …
    public let orders: [[Int]]

    /// An alternative; without `orders` only the listed order is accepted.
    public init(name: String, strokes: [ReferenceStroke], orders: [[Int]] = []) {
        self.name = name
        self.strokes = strokes
        let listed = Array(strokes.indices)
        self.orders = [listed] + orders.filter { $0 != listed }
    }
}
