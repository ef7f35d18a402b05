import Ink

/// Which event led to what the server says.
extension PenScript {
    /// The written stroke that the server means: of those with this name that have begun by event `sent`, the last one.
    func stroke(character: Int, index: Int, sent: UInt64) -> Int? {
        // Events are written in order, so the last stroke that has begun is found by bisection, and the one meant is near it.
        var low = 0, high = strokes.count
        while low < high {
            let middle = (low + high) / 2
            if UInt64(strokes[middle].firstEvent) < sent { low = middle + 1 } else { high = middle }
        }
        var place = low - 1
        while place >= 0, Int(strokes[place].character) >= character {
            if Int(strokes[place].character) == character, Int(strokes[place].index) == index { return place }
            place -= 1
        }
        return nil
    }

    /// Number of the event that brought a sample of a stroke.
    func number(ofSample sample: Int, stroke place: Int) -> UInt64? {
        let stroke = strokes[place]
        guard sample >= 0, sample < Int(stroke.sampleCount) else { return nil }
        let wanted = stroke.firstSample + Int32(sample)
        var low = Int(stroke.firstEvent), high = max(Int(stroke.endEvent), low) + 1
        if stroke.endEvent == stroke.firstEvent { high = events.count }
        while low + 1 < high {
            let middle = (low + high) / 2
            if events[middle].firstSample <= wanted { low = middle } else { high = middle }
        }
        // An end has no samples and shares its place with what follows it.
        while low > Int(stroke.firstEvent), events[low].sampleCount == 0 { low -= 1 }
        return UInt64(low + 1)
    }

    /// Number of the event that ended a stroke, nil where it did not end.
    func endNumber(ofStroke place: Int) -> UInt64? {
        strokes[place].endEvent > strokes[place].firstEvent ? UInt64(strokes[place].endEvent) + 1 : nil
    }

    /// Numbers of the `character:next` events, by character.
    var nextNumbers: [UInt64] {
        events.indices.filter { events[$0].kind == .next }.map { UInt64($0) + 1 }
    }
}
