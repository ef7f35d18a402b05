public import Ink

/// How a written character stands in its box as a whole, beside the reference.
public struct WholeCharacter: Equatable, Sendable {
    /// How far it is turned, clockwise on screen: above 0 it leans to the right. Degrees, a multiple of 0.1.
    public var degrees: Double
    /// How wide it is for its height, the reference's being 1: 2 is twice as wide. A multiple of 0.001.
    public var ratio: Double
    /// How much of the box its longer side takes, the reference's being 1; nil where no box was given. A multiple of 0.001.
    public var size: Double?
    /// From where its middle belongs to where it is, in sides of the box, a multiple of 0.001; nil where no box was given.
    public var offset: Point?
}
