import Ink
import Wire

/// Makes a script of recordings: the characters of one session, each in its own box to the right of the one before.
struct ScriptBuilder {
    private let pacing: Pacing
    private var script: PenScript
    private let grid: Quantiser
    private let boxes: [Frame]
    private let recordings: [Recording]
    /// Where the script's time is, in microseconds.
    private var now = 0.0
    /// Steps of dense ink that are used up.
    private var steps = 0.0

    /// The pause between a character's last sample and its end, and as long again to the next one, where times are recorded.
    private static let pauseMicroseconds = 250_000.0

    /// A recording's pauses are kept within reason: a writer who went for a coffee does not keep the test waiting. Milliseconds.
    private static let longestPause = 5_000.0

    /// The script of these recordings, one session with their characters in order.
    ///
    /// - Parameter recordings: at least one.
    static func script(named name: String, of recordings: [Recording], pacing: Pacing) -> PenScript {
        var builder = ScriptBuilder(name, recordings, pacing)
        for place in recordings.indices { builder.write(place) }
        return builder.script
    }

    private init(_ name: String, _ recordings: [Recording], _ pacing: Pacing) {
        self.pacing = pacing
        self.recordings = recordings
        var boxes: [Frame] = []
        var left = 0.0
        for recording in recordings {
            let frame = recording.frame
            boxes.append(Frame(x: left, y: 0, width: frame.width, height: frame.height) ?? frame)
            left += frame.width
        }
        self.boxes = boxes
        var start = SessionStart()
        start.text = recordings.map(\.text)
        start.boxes = boxes
        grid = Quantiser(frame: boxes[0])
        script = PenScript(name: name, start: start)
    }

    private mutating func write(_ place: Int) {
        let shift = boxes[place].x
        var latest = Sample.absentTime
        for stroke in recordings[place].strokes {
            let samples = stroke.map { point in
                var sample = grid.sample(x: point.x + shift, y: point.y, time: point.time, pressure: point.pressure)
                sample.time = sample.time < 0 ? sample.time : max(sample.time, latest)
                latest = max(latest, sample.time)
                return sample
            }
            switch pacing.timing {
            case .recorded: writeAsRecorded(samples)
            case .dense: writeDensely(samples)
            }
        }
        if pacing.timing == .recorded { now += Self.pauseMicroseconds }
        script.append(.next, atMicroseconds: UInt64(now))
        lastRecordedTime = nil
        if pacing.timing == .recorded { now += Self.pauseMicroseconds }
    }

    /// Time of the last sample of the stroke before in the recording, nil at a character's first stroke.
    private var lastRecordedTime: Double?

    /// As the pen wrote it; what it wrote within one step is sent together, when the last of it was written.
    private mutating func writeAsRecorded(_ samples: [Sample]) {
        let isTimed = samples.allSatisfy { $0.time >= 0 }
        if let lastRecordedTime {
            let pause = isTimed ? min(max(samples[0].time - lastRecordedTime, 0), Self.longestPause) : 150
            now += pause * 1000
        }
        let begin = now
        var waited = 0.0
        let times = samples.indices.map { index in
            guard isTimed else { return begin + Double(index) * 1_000_000 / pacing.nominalSamplesPerSecond }
            if index > 0 { waited += max(0, samples[index].time - samples[index - 1].time - Self.longestPause) }
            return begin + (samples[index].time - samples[0].time - waited) * 1000
        }
        script.append(.start, samples: samples[..<1], atMicroseconds: UInt64(begin))
        var first = 1
        while first < samples.count {
            let step = ((times[first] - begin) / pacing.stepMicroseconds).rounded(.down)
            var end = first + 1
            while end < samples.count, ((times[end] - begin) / pacing.stepMicroseconds).rounded(.down) <= step {
                end += 1
            }
            script.append(.move, samples: samples[first..<end], atMicroseconds: UInt64(times[end - 1]))
            first = end
        }
        now = times[samples.count - 1]
        script.append(.end, atMicroseconds: UInt64(now))
        lastRecordedTime = isTimed ? samples[samples.count - 1].time : nil
    }

    /// One move in every step, of the samples that were written within the step.
    private mutating func writeDensely(_ samples: [Sample]) {
        var groups: [[Sample]] = []
        let isTimed = samples.allSatisfy { $0.time >= 0 }
        var lastStep = -1.0
        for (index, sample) in samples.enumerated().dropFirst() {
            let milliseconds =
                isTimed ? sample.time - samples[0].time : Double(index) * 1000 / pacing.nominalSamplesPerSecond
            let step = (milliseconds * 1000 / pacing.stepMicroseconds).rounded(.down)
            if step > lastStep {
                groups.append([sample])
                lastStep = step
            } else {
                groups[groups.count - 1].append(sample)
            }
        }
        script.append(.start, samples: samples[..<1], atMicroseconds: UInt64(now))
        for group in groups {
            now = steps * pacing.stepMicroseconds
            // The start waits for the first move, so that nothing is sent between two steps.
            script.append(
                .move, samples: group.suffix(pacing.pointsPerMove ?? group.count), atMicroseconds: UInt64(now))
            steps += 1
        }
        script.append(.end, atMicroseconds: UInt64(now))
        now = steps * pacing.stepMicroseconds
    }
}
