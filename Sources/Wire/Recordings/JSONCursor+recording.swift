import Ink

extension JSONCursor {
    /// Reads a line of a file of recordings.
    mutating func recording(needsText: Bool) throws(EventError) -> Recording {
        var id = "", text: String?, writer: String?, frame: Frame?, strokes: [[RawPoint]]?
        try members { cursor, key throws(EventError) in
            if try cursor.takeNull() { return }
            switch key {
            case JSONWord("id"): id = try cursor.string(limit: EventLimits.wordBytes, named: "id")
            case JSONWord("text"): text = try cursor.string(limit: EventLimits.wordBytes, named: "text")
            case JSONWord("writer"): writer = try cursor.string(limit: EventLimits.wordBytes, named: "writer")
            case JSONWord("frame"): frame = try cursor.frame()
            case JSONWord("strokes"): strokes = try cursor.strokes()
            default: try cursor.skipValue()
            }
        }
        try expectEnd()
        guard let frame, let extent = Frame(x: 0, y: 0, width: frame.width, height: frame.height) else {
            throw EventError(.fieldMissing, #"A recording needs "frame", as {"w":105,"h":105}."#)
        }
        guard let strokes else { throw EventError(.fieldMissing, #"A recording needs "strokes"."#) }
        let characters = (text ?? (needsText ? "" : "\u{FFFD}")).filter { !$0.isWhitespace }
        guard characters.count == 1, let character = characters.first else {
            throw EventError(.textInvalid, "A recording's text is one character, not \(characters.count).")
        }
        return Recording(id: id, text: character, writer: writer, frame: extent, strokes: strokes)
    }

    private mutating func strokes() throws(EventError) -> [[RawPoint]] {
        var strokes: [[RawPoint]] = [], isRaw = false
        guard try beginArray() else { return strokes }
        repeat {
            let stroke = try elements { cursor throws(EventError) in
                let point = try cursor.pointArray()
                if let pressure = point.pressure, pressure > 1 { isRaw = true }
                return point
            }
            if !stroke.isEmpty { strokes.append(stroke) }
        } while try nextElement()
        if isRaw {
            for stroke in strokes.indices {
                for point in strokes[stroke].indices { strokes[stroke][point].pressure = nil }
            }
        }
        return strokes
    }
}
