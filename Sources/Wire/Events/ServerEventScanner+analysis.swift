extension JSONCursor {
    /// Reads the body of `analysis:result`.
    mutating func result() throws(EventError) -> CharacterResult {
        var result = CharacterResult(character: 0, score: 0, isCorrect: false, strokes: [], missing: [], parts: [])
        try members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("character"): result.character = try cursor.index()
            case JSONWord("score"): result.score = try cursor.number()
            case JSONWord("details"): try cursor.details(into: &result)
            default: try cursor.skipValue()
            }
        }
        return result
    }

    private mutating func details(into result: inout CharacterResult) throws(EventError) {
        guard try beginObject() else { return }
        repeat {
            switch try key() {
            case JSONWord("correct"): result.isCorrect = try bool()
            case JSONWord("other"): result.other = try string(limit: EventLimits.wordBytes)
            case JSONWord("parts"): result.parts = try elements { cursor throws(EventError) in try cursor.part() }
            case JSONWord("strokes"): result.strokes = try elements { cursor throws(EventError) in try cursor.stroke() }
            case JSONWord("missing"): result.missing = try elements { cursor throws(EventError) in try cursor.index() }
            case JSONWord("whole"): result.whole = try whole()
            case JSONWord("raster"): result.raster = try features()
            default: try skipValue()
            }
        } while try nextMember()
    }

    private mutating func part() throws(EventError) -> CharacterResult.Part {
        var part = CharacterResult.Part(name: "", weight: 0, value: 0, stroke: nil)
        try members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("name"): part.name = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("weight"): part.weight = try cursor.number()
            case JSONWord("value"): part.value = try cursor.number()
            case JSONWord("stroke"): part.stroke = try cursor.optionalIndex()
            default: try cursor.skipValue()
            }
        }
        return part
    }

    private mutating func stroke() throws(EventError) -> CharacterResult.Stroke {
        var stroke = CharacterResult.Stroke(index: 0, reference: nil, isReversed: false, status: "", decidedAt: 0)
        try members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("index"): stroke.index = try cursor.index()
            case JSONWord("reference"): stroke.reference = try cursor.optionalIndex()
            case JSONWord("direction"):
                stroke.isReversed = try cursor.string(limit: EventLimits.wordBytes) == "reverse"
            case JSONWord("status"): stroke.status = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("decidedAt"): stroke.decidedAt = try cursor.number()
            default: try cursor.skipValue()
            }
        }
        return stroke
    }

    private mutating func whole() throws(EventError) -> CharacterResult.Whole? {
        if try takeNull() { return nil }
        var whole = CharacterResult.Whole(degrees: 0, ratio: 1, size: nil, offset: nil)
        try members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("degrees"): whole.degrees = try cursor.number()
            case JSONWord("ratio"): whole.ratio = try cursor.number()
            case JSONWord("size"): whole.size = try cursor.takeNull() ? nil : cursor.number()
            case JSONWord("offset"):
                guard try !cursor.takeNull() else { return }
                let numbers = try cursor.elements { cursor throws(EventError) in try cursor.number() }
                whole.offset = numbers.count == 2 ? SIMD2(numbers[0], numbers[1]) : nil
            default: try cursor.skipValue()
            }
        }
        return whole
    }

    private mutating func features() throws(EventError) -> [CharacterResult.Feature] {
        var features: [CharacterResult.Feature] = []
        guard try beginObject() else { return features }
        repeat {
            let name = try string(limit: EventLimits.wordBytes)
            try expect(UInt8(ascii: ":"))
            features.append(CharacterResult.Feature(name: name, value: try number()))
        } while try nextMember()
        return features
    }
}
