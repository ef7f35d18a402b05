/// The judgement of a written character as the protocol tells it: `analysis:result`, and the body of a line of `pilsun check`.
public struct CharacterResult: Equatable, Sendable {
    /// One part of the score.
    public struct Part: Equatable, Sendable {
        /// `order`, `direction`, `shape`, `proportion`, `rhythm` or `coverage`.
        public var name: String
        /// Its share of the whole, 0…1.
        public var weight: Double
        /// 0…1.
        public var value: Double
        /// The written stroke that cost most, nil where none did.
        public var stroke: Int?

        /// A part from its fields.
        public init(name: String, weight: Double, value: Double, stroke: Int?) {
            self.name = name
            self.weight = weight
            self.value = value
            self.stroke = stroke
        }
    }

    /// What became of one written stroke.
    public struct Stroke: Equatable, Sendable {
        /// Place among the written strokes, from 0.
        public var index: Int
        /// The stroke of the reference, nil for an extra one.
        public var reference: Int?
        /// Whether it was written from its end to its beginning.
        public var isReversed: Bool
        /// `ok`, `order`, `reversed`, `extra`, `merged`, `split`, `shape`, `position` or `length`.
        public var status: String
        /// Share of the written length after which the final status was told, 0…1.
        public var decidedAt: Double

        /// A stroke from its fields.
        public init(index: Int, reference: Int?, isReversed: Bool, status: String, decidedAt: Double) {
            self.index = index
            self.reference = reference
            self.isReversed = isReversed
            self.status = status
            self.decidedAt = decidedAt
        }
    }

    /// How the character stands in its box as a whole, beside the reference.
    public struct Whole: Equatable, Sendable {
        /// How far it is turned, clockwise.
        public var degrees: Double
        /// How wide it is for its height.
        public var ratio: Double
        /// How much of the box it takes; nil where no box was given.
        public var size: Double?
        /// From where its middle belongs to where it is, x and y, in sides of the box; nil where no box was given.
        public var offset: SIMD2<Double>?

        /// Figures from their fields.
        public init(degrees: Double, ratio: Double, size: Double?, offset: SIMD2<Double>?) {
            self.degrees = degrees
            self.ratio = ratio
            self.size = size
            self.offset = offset
        }
    }

    /// A raster feature, in a fixed order.
    public struct Feature: Equatable, Sendable {
        /// What was measured.
        public var name: String
        /// The figure.
        public var value: Double

        /// A feature from its fields.
        public init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// Place of the character in the session's text, from 0.
    public var character: Int
    /// 0…1.
    public var score: Double
    /// Whether every stroke is right.
    public var isCorrect: Bool
    /// The character that was written, where it is decisively another one.
    public var other: String?
    /// The written strokes in the order of writing.
    public var strokes: [Stroke]
    /// Strokes of the reference that were not written.
    public var missing: [Int]
    /// The parts of the score.
    public var parts: [Part]
    /// How it stands as a whole; nil where no stroke was recognised.
    public var whole: Whole?
    /// What the raster lane measured; empty where there is none.
    public var raster: [Feature]

    /// A result from its fields.
    public init(
        character: Int, score: Double, isCorrect: Bool, other: String? = nil, strokes: [Stroke], missing: [Int],
        parts: [Part], whole: Whole? = nil, raster: [Feature] = []
    ) {
        self.character = character
        self.score = score
        self.isCorrect = isCorrect
        self.other = other
        self.strokes = strokes
        self.missing = missing
        self.parts = parts
        self.whole = whole
        self.raster = raster
    }
}
