public import Ink

/// One written character of a recording file, as it stands there: not yet on the grid.
///
/// It means `session:start` with the frame at 0,0 and the default level and locale, its strokes, and `character:next`.
public struct Recording: Equatable, Sendable {
    /// Names the recording among others, empty where the line has no name.
    public var id: String
    /// The character that was to be written.
    public var text: Character
    /// Who wrote, nil where the line does not say.
    public var writer: String?
    /// The box, at 0,0.
    public var frame: Frame
    /// The strokes in the order of writing; none of them is empty.
    public var strokes: [[RawPoint]]

    /// A recording from its fields.
    public init(id: String, text: Character, writer: String? = nil, frame: Frame, strokes: [[RawPoint]]) {
        self.id = id
        self.text = text
        self.writer = writer
        self.frame = frame
        self.strokes = strokes
    }
}
