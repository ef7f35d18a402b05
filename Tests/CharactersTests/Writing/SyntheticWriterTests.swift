import Ink
import Testing

@testable import Characters

@Suite("Synthetic writer")
struct SyntheticWriterTests {
    private let writer = SyntheticWriter(frame: Frame(x: 100, y: 50, width: 400, height: 400)!)
    private static let texts = Array("ㄱ가각닭고국흙과쫓쀓ㅇㄹ")

    private func character(_ text: Character) throws -> ReferenceCharacter {
        try #require(HangulSource().reference(for: text))
    }

    private func write(_ text: Character, _ mistakes: [WritingMistake] = [], seed: UInt64) throws -> [SyntheticStroke] {
        var generator = SplitMix64(seed: seed)
        return writer.write(try character(text), mistakes: mistakes, using: &generator)
    }

    @Test("The same seed gives the same ink, another seed another one", arguments: texts)
    func repeatable(_ text: Character) throws {
        #expect(try write(text, seed: 7) == write(text, seed: 7))
        #expect(try write(text, seed: 7) != write(text, seed: 8))
    }

    @Test("A seed's ink is the same bits on every machine")
    func golden() throws {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for sample in try write("한", seed: 1).flatMap(\.samples) {
            for value in [sample.position.x, sample.position.y, sample.time, sample.pressure] {
                hash = (hash ^ value.bitPattern) &* 0x100_0000_01B3
            }
        }
        #expect(hash == 14_931_271_699_861_433_260)
    }

    @Test("Every sample lies near the reference stroke it stands for", arguments: texts, [UInt64](1...8))
    func near(_ text: Character, _ seed: UInt64) throws {
        let references = try character(text).standardStrokes
        let strokes = try write(text, seed: seed)
        #expect(strokes.map(\.references) == references.indices.map { [$0] })
        for (stroke, reference) in zip(strokes, references) {
            let line = Polyline(reference.points).resampled(count: 48).points
            // The farthest that the default style's spreads add up to at 2.5 of each, with the scale's 5 % less than 1.
            let isNear = stroke.samples.allSatisfy { sample in
                let place = writer.frame.unitPoint(sample.position)
                return line.contains { $0.distance(to: place) < 0.2 }
            }
            #expect(isNear)
            let first = writer.frame.unitPoint(stroke.samples[0].position)
            #expect(first.distance(to: reference.points[0]) < 0.2)
        }
    }

    @Test("Times rise by the device's step within a stroke, and pause between strokes", arguments: texts, [120.0, 240])
    func times(_ text: Character, _ rate: Double) throws {
        var style = WritingStyle()
        style.samplesPerSecond = rate
        var generator = SplitMix64(seed: 5)
        let strokes = SyntheticWriter(frame: writer.frame, style: style)
            .write(try character(text), start: 1000, using: &generator)
        #expect(strokes[0].samples[0].time == 1000)
        for stroke in strokes {
            let steps = zip(stroke.samples, stroke.samples.dropFirst()).map { $1.time - $0.time }
            #expect(steps.allSatisfy { $0 > 0.5 * 1000 / rate && $0 < 1.1 * 1000 / rate })
        }
        for (before, after) in zip(strokes, strokes.dropFirst()) {
            #expect(after.samples[0].time - before.samples.last!.time > 50)
        }
    }

    @Test("Samples are on the frame's grid, pressure rises and falls", arguments: texts)
    func quantised(_ text: Character) throws {
        let quantiser = Quantiser(frame: writer.frame)
        for samples in try write(text, seed: 2).map(\.samples) {
            let isOnGrid = samples.allSatisfy { sample in
                let place = sample.position
                return sample
                    == quantiser.sample(x: place.x, y: place.y, time: sample.time, pressure: sample.pressure)
            }
            #expect(isOnGrid)
            let middle = samples[samples.count / 2].pressure
            #expect(samples[0].pressure < middle && samples.last!.pressure < middle && middle < 1)
        }
    }

    @Test("A device without pressure gives the absent one")
    func withoutPressure() throws {
        var style = WritingStyle()
        style.pressure = nil
        var generator = SplitMix64(seed: 5)
        let strokes = SyntheticWriter(frame: writer.frame, style: style).write(try character("가"), using: &generator)
        #expect(strokes.flatMap(\.samples).allSatisfy { $0.pressure == Sample.absentPressure })
    }

    @Test("The pen is slow at both ends and at the corner, and fast between")
    func speed() throws {
        var style = WritingStyle()
        style.tremorSpread = 0
        style.samplesPerSecond = 240
        var generator = SplitMix64(seed: 4)
        let samples = SyntheticWriter(frame: writer.frame, style: style)
            .write(try character("ㄱ"), using: &generator)[0].samples
        let speeds = zip(samples, samples.dropFirst()).map { $1.position.distance(to: $0.position) }
        let fastest = speeds.max()!
        #expect(speeds[0] < 0.1 * fastest && speeds.last! < 0.1 * fastest)
        let corner = samples.indices.max { a, b in
            samples[a].position.x - samples[a].position.y < samples[b].position.x - samples[b].position.y
        }!
        #expect(speeds[corner - 1...corner].min()! < 0.6 * fastest)
        #expect(speeds[..<(corner - 8)].max()! > 0.75 * fastest && speeds[(corner + 8)...].max()! > 0.75 * fastest)
    }

    @Test("An accepted way of writing a part is written on request")
    func alternatives() throws {
        let character = try character("밀")
        let way = character.writing(part: 0, as: 1).writing(part: 2, as: 3)
        var generator = SplitMix64(seed: 6)
        #expect(writer.write(way, using: &generator).count == 4 + 1 + 1)
        #expect(character.writing(part: 0, as: 0) == character)
    }
}
