public import Ink

/// Appends recordings and session logs as lines (NDJSON). What `RecordingReader` reads back is the same, once put on the grid.
public struct RecordingWriter: Sendable {
    /// The lines so far, each with its line feed.
    public var json = JSONWriter()

    /// A writer before the first line.
    public init() {}

    /// A line of a file of recordings. `strokes` stand on the grid of `frame`, which begins at 0,0.
    public mutating func recording(
        id: String, text: Character, writer: String? = nil, frame: Frame, strokes: [[Sample]]
    ) {
        let grid = Quantiser(frame: frame)
        json.raw("{\"id\":")
        json.string(id)
        json.raw(",\"text\":")
        json.string(String(text))
        if let writer {
            json.raw(",\"writer\":")
            json.string(writer)
        }
        json.raw(",\"frame\":{\"w\":")
        json.double(frame.width)
        json.raw(",\"h\":")
        json.double(frame.height)
        json.raw("},\"strokes\":")
        json.list(strokes) { json, stroke in
            json.list(stroke) { json, sample in
                json.raw("[")
                json.sample(sample, on: grid)
                json.raw("]")
            }
        }
        json.raw("}\n")
    }

    /// The first line of a session log.
    public mutating func header(session: String) {
        json.raw("[\"session:log\",{\"session\":")
        json.string(session)
        json.raw(",\"protocol\":1}]\n")
    }

    /// A client event with the server's time at which it came, in milliseconds since the session began.
    ///
    /// - Parameter event: what `ClientEventEncoder` wrote: its last element is an object with at least one member.
    public mutating func event(_ event: [UInt8], at milliseconds: Double) {
        json.bytes.append(contentsOf: event.dropLast(2))
        json.raw(",\"at\":")
        json.time(milliseconds)
        json.raw("}]\n")
    }
}
