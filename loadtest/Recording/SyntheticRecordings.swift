import Characters
import Ink
import Wire

/// The project's own recordings: every layout class and every kind of mistake, written by a synthetic hand. The same seed gives the
/// same bytes on every machine.
struct SyntheticRecordings {
    /// A kind of mistake, and what `pilsun check` calls it.
    enum Mistake: String, CaseIterable, Sendable {
        case swapped, reversed, dropped, extra, joined, short

        /// What the checker answers: a status of a stroke, `missing` for a stroke that is not there.
        var expectedStatus: String {
            switch self {
            case .swapped: "order"
            case .reversed: "reversed"
            case .dropped: "missing"
            case .extra: "extra"
            case .joined: "merged"
            case .short: "length"
            }
        }
    }

    /// One file of the set.
    struct File: Equatable, Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// The layout classes of syllables, by the vowel's direction and the number of final letters, with characters of each.
    static let classes: [(name: String, characters: [Character])] = [
        ("vertical", ["가", "너", "비"]), ("vertical-final", ["한", "정", "길"]),
        ("vertical-cluster", ["닭", "값", "많"]),
        ("horizontal", ["고", "부", "쓰"]), ("horizontal-final", ["국", "봄", "을"]),
        ("horizontal-cluster", ["흙", "굶", "옳"]),
        ("compound", ["과", "위", "의"]), ("compound-final", ["권", "왕", "된"]),
        ("compound-cluster", ["괅", "뤎", "뷁"]),
    ]
    private static let letters: [Character] = ["ㄱ", "ㄹ", "ㅂ", "ㅎ", "ㅏ", "ㅢ"]

    /// The default seed: what the files in `loadtest/recordings` are made with.
    static let seed: UInt64 = 20_260_101

    let seed: UInt64
    private let source = HangulSource()
    private let frame = Frame(x: 0, y: 0, width: 105, height: 105)!

    init(seed: UInt64 = Self.seed) { self.seed = seed }

    /// All files, in order of their names.
    var files: [File] {
        [
            File(name: "correct-120hz.ndjson", bytes: correct(samplesPerSecond: 120, perClass: 2)),
            File(name: "correct-240hz.ndjson", bytes: correct(samplesPerSecond: 240, perClass: 1)),
            File(
                name: "letters.ndjson", bytes: bytes(Self.letters.map { ("letters", $0, nil) }, samplesPerSecond: 120)),
            File(name: "mistakes.ndjson", bytes: mistakes),
        ]
    }

    private func correct(samplesPerSecond: Double, perClass: Int) -> [UInt8] {
        let characters = Self.classes.flatMap { layout in
            layout.characters.prefix(perClass).map { (layout.name, $0, nil as Mistake?) }
        }
        return bytes(characters, samplesPerSecond: samplesPerSecond)
    }

    private var mistakes: [UInt8] {
        var entries: [(String, Character, Mistake?)] = []
        for (index, layout) in Self.classes.enumerated() {
            for (place, mistake) in Mistake.allCases.enumerated() {
                // Letters whose strokes many people join (ㄷ, ㄹ) are accepted joined: the first of each class has none at its end.
                let choice = mistake == .joined ? 0 : (index + place) % layout.characters.count
                entries.append((layout.name, layout.characters[choice], mistake))
            }
        }
        return bytes(entries, samplesPerSecond: 120)
    }

    private func bytes(_ entries: [(String, Character, Mistake?)], samplesPerSecond: Double) -> [UInt8] {
        var writer = RecordingWriter()
        for (layout, character, mistake) in entries {
            let id = "\(layout)/\(character)/\(mistake?.rawValue ?? "correct")/\(Int(samplesPerSecond))"
            let strokes = strokes(of: character, mistake, samplesPerSecond, id: id)
            writer.recording(id: id, text: character, writer: "synthetic", frame: frame, strokes: strokes)
        }
        return writer.json.bytes
    }

    private func strokes(
        of character: Character, _ mistake: Mistake?, _ samplesPerSecond: Double, id: String
    ) -> [[Sample]] {
        guard let reference = source.reference(for: character) else { preconditionFailure("Hangul is built in") }
        var style = WritingStyle()
        style.samplesPerSecond = samplesPerSecond
        // Each recording has its own hand: adding one changes no other.
        var generator = SplitMix64(seed: id.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
        let mistakes = mistake.map { [$0.made(in: reference)] } ?? []
        return SyntheticWriter(frame: frame, style: style)
            .write(reference, mistakes: mistakes, using: &generator).map(\.samples)
    }
}

extension SyntheticRecordings.Mistake {
    /// The mistake, in a place where it can be seen: strokes are long enough, those that are joined follow each other.
    fileprivate func made(in character: ReferenceCharacter) -> WritingMistake {
        let strokes = character.standardStrokes
        let lengths = strokes.map { Polyline($0.points).length }
        // Part of a bent stroke may be another stroke: a third of ㄱ is a bar.
        let straight = strokes.indices.filter { place in
            let points = strokes[place].points
            return points[0].distance(to: points[points.count - 1]) > 0.95 * lengths[place]
        }
        let longest = straight.max { lengths[$0] < lengths[$1] } ?? 0
        switch self {
        case .swapped: return .swap(0, strokes.count - 1)
        case .reversed: return .reverse(longest)
        case .dropped: return .drop(longest)
        case .extra: return .extra(before: strokes.count / 2)
        case .joined: return .join(strokes.count - 2)
        case .short: return .cutShort(longest, share: 0.3)
        }
    }
}
