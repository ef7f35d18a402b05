import Ink

/// All workloads, in the order of the tables.
public let workloads: [Workload] = [
    Workload("fit and check a point, nine strokes at 120 Hz") { meter in
        let character = WrittenCharacter(WrittenCharacter.syllable(strokes: 9))
        character.write(in: character.session(), moves: { measure($0, $1, &meter) }, end: { $1() })
    },
    Workload("verdict when the pen lifts, nine strokes") { meter in
        let character = WrittenCharacter(WrittenCharacter.syllable(strokes: 9))
        character.write(in: character.session(), moves: { $0.forEach($1) }) { index, lift in
            // The last one also judges the whole character: a workload of its own.
            if index < character.strokeCount - 1 { meter.measure(1, lift) } else { lift() }
        }
    },
    Workload("all twenty strokes of a character judged together") { meter in
        let character = WrittenCharacter(WrittenCharacter.syllable(strokes: 20))
        character.write(in: character.session(), moves: { $0.forEach($1) }) { index, lift in
            if index == character.strokeCount - 1 { meter.measure(1, lift) } else { lift() }
        }
    },
    Workload("a point of a stroke of 50") { longStroke(of: 50, times: 100, &$0) },
    Workload("a point of a stroke of 5,000") { longStroke(of: 5_000, times: 1, &$0) },
    Workload("fit a point alone") { meter in
        let character = WrittenCharacter(WrittenCharacter.syllable(strokes: 9))
        var fitter = StrokeFitter(tolerance: 1.5)
        character.write(
            in: character.session(),
            moves: { samples, _ in
                fitter.begin()
                meter.measure(samples.count) { for sample in samples { _ = fitter.add(sample.position) } }
                while fitter.finish() != nil {}
            }, end: { $1() })
    },
    Workload("open a library of 20 characters") { OpenedLibrary.open(OpenedLibrary.small, times: 1_000, &$0) },
    Workload("open a library of 2,000 characters") { OpenedLibrary.open(OpenedLibrary.large, times: 1_000, &$0) },
]

private func measure(_ samples: ArraySlice<Sample>, _ move: (Sample) -> Void, _ meter: inout Meter) {
    meter.measure(samples.count) { for sample in samples { move(sample) } }
}

private func longStroke(of count: Int, times: Int, _ meter: inout Meter) {
    let character = WrittenCharacter(WrittenCharacter.syllable(strokes: 9), points: count)
    for _ in 0..<times {
        character.write(in: character.session(), moves: { measure($0, $1, &meter) }, end: { _, _ in })
    }
}
