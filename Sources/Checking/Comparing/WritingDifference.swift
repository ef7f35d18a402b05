/// On what two ways of writing a character disagree. Strokes are counted from 1, in the order of the first.
public enum WritingDifference: Equatable, Sendable {
    /// How many strokes the first and the second have.
    case count(Int, Int)
    /// The same strokes one after the other, otherwise: for each place in the second's order the number that the stroke has in the first's.
    case order([Int])
    /// Strokes that the second draws from the other end.
    case direction([Int])

    /// One word for the kind.
    public var kind: String {
        switch self {
        case .count: "count"
        case .order: "order"
        case .direction: "direction"
        }
    }

    /// The numbers, divided by commas.
    public var numbers: String {
        switch self {
        case .count(let first, let second): "\(first),\(second)"
        case .order(let numbers), .direction(let numbers): numbers.map(String.init).joined(separator: ",")
        }
    }
}
