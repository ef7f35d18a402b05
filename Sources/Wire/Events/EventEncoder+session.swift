extension EventEncoder {
    /// `session:ready`
    public mutating func ready(_ ready: SessionReady) {
        json.raw("[\"session:ready\",{\"session\":")
        json.string(ready.session)
        if let resume = ready.resume {
            json.raw(",\"resume\":")
            json.string(resume)
        }
        if let watch = ready.watch {
            json.raw(",\"watch\":")
            json.string(watch)
        }
        json.raw(",\"ink\":")
        json.integer(ready.ink)
        json.raw(",\"seq\":")
        json.integer(ready.output)
        json.raw(",\"durable\":")
        json.bool(ready.isDurable)
        json.raw(",\"characters\":")
        json.list(ready.characters) { $0.string($1) }
        close()
    }

    /// `ink:ack`
    public mutating func acknowledgement(ink: UInt64, checkpoint: Checkpoint? = nil) {
        json.raw("[\"ink:ack\",{\"ink\":")
        json.integer(ink)
        if let checkpoint {
            json.raw(",\"checkpoint\":")
            json.checkpoint(checkpoint)
        }
        close()
    }

    /// `token:taken`; nil for a server that needs no tokens.
    public mutating func tokenTaken(expiresAt: UInt64?) {
        json.raw("[\"token:taken\",{\"expires\":")
        if let expiresAt { json.integer(expiresAt) } else { json.raw("null") }
        close()
    }

    /// `error`
    public mutating func error(_ error: EventError) {
        json.raw("[\"error\",{\"code\":")
        json.string(error.code.rawValue)
        json.raw(",\"message\":")
        json.string(error.message)
        json.raw(",\"fatal\":")
        json.bool(error.isFatal)
        close()
    }

    /// `analysis:result`
    public mutating func analysis(_ result: CharacterResult) {
        json.raw("[\"analysis:result\",{\"character\":")
        json.integer(result.character)
        json.raw(",\"score\":")
        json.fraction(result.score)
        json.raw(",\"details\":{\"correct\":")
        json.bool(result.isCorrect)
        if let other = result.other {
            json.raw(",\"other\":")
            json.string(other)
        }
        json.raw(",\"parts\":")
        json.list(result.parts) { json, part in
            json.raw("{\"name\":")
            json.string(part.name)
            json.raw(",\"weight\":")
            json.fraction(part.weight)
            json.raw(",\"value\":")
            json.fraction(part.value)
            json.raw(",\"stroke\":")
            json.integer(orNull: part.stroke)
            json.raw("}")
        }
        json.raw(",\"strokes\":")
        json.strokes(result.strokes)
        json.raw(",\"missing\":")
        json.list(result.missing) { $0.integer($1) }
        json.raw(",\"whole\":")
        json.whole(result.whole)
        json.raw(",\"raster\":{")
        for (index, feature) in result.raster.enumerated() {
            if index > 0 { json.raw(",") }
            json.string(feature.name)
            json.raw(":")
            json.fraction(feature.value)
        }
        json.raw("}}")
        close()
    }
}

extension JSONWriter {
    /// Appends `{"ink":50,"seq":17,"character":2}`.
    public mutating func checkpoint(_ checkpoint: Checkpoint) {
        raw("{\"ink\":")
        integer(checkpoint.ink)
        raw(",\"seq\":")
        integer(checkpoint.output)
        raw(",\"character\":")
        integer(checkpoint.character)
        raw("}")
    }

    /// Appends `{"degrees":-3.5,"ratio":1.02,"size":0.91,"offset":[0.01,-0.02]}`, or null.
    fileprivate mutating func whole(_ whole: CharacterResult.Whole?) {
        guard let whole else { return raw("null") }
        raw("{\"degrees\":")
        fraction(whole.degrees)
        raw(",\"ratio\":")
        fraction(whole.ratio)
        raw(",\"size\":")
        if let size = whole.size { fraction(size) } else { raw("null") }
        raw(",\"offset\":")
        if let offset = whole.offset {
            raw("[")
            fraction(offset.x)
            raw(",")
            fraction(offset.y)
            raw("]")
        } else {
            raw("null")
        }
        raw("}")
    }

    /// Appends the list of strokes of an `analysis:result` and of a line of `pilsun check`.
    public mutating func strokes(_ strokes: [CharacterResult.Stroke]) {
        list(strokes) { json, stroke in
            json.raw("{\"index\":")
            json.integer(stroke.index)
            json.raw(",\"reference\":")
            json.integer(orNull: stroke.reference)
            json.raw(",\"direction\":")
            if stroke.isReversed { json.raw("\"reverse\"") } else { json.raw("\"forward\"") }
            json.raw(",\"status\":")
            json.string(stroke.status)
            json.raw(",\"decidedAt\":")
            json.fraction(stroke.decidedAt)
            json.raw("}")
        }
    }
}
