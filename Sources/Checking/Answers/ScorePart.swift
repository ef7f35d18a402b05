/// One part of a character's score, so that a teacher can follow the sum.
public struct ScorePart: Equatable, Sendable {
    /// `order`, `direction`, `shape`, `proportion`, `rhythm` or `coverage`.
    public var name: String
    /// Its share of the whole, 0…1; the weights of all parts add up to 1.
    public var weight: Double
    /// 0…1, a multiple of 0.0001.
    public var value: Double
    /// The written stroke that cost most, nil where none did.
    public var stroke: Int?
}
