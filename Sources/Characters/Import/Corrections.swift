/// What is to be otherwise in a library: strokes that it draws from the wrong end or in the wrong order, and characters that it draws wrong.
///
/// A line for each, as `pilsun characters compare` prints them, with tabs between:
///
///     體	direction	4
///     必	order	2,1,3,4,5
///
/// Strokes are counted from 1 in the order of the library. `direction` turns the named strokes round, `order` lists all strokes as they are to be
/// written. A line that begins with `{` is a character in the project's own form and takes the whole character's place. Blank lines, and those that
/// begin with `#`, say nothing.
public struct Corrections: Sendable {
    private var changes: [[UInt8]: [Change]] = [:]

    private enum Change: Sendable {
        case direction([Int])
        case order([Int])
        case character(ReferenceCharacter)
    }

    /// Reads a file of corrections. Throws the first fault.
    public init(_ bytes: [UInt8], file: String) throws(ImportFault) {
        var lines = ByteScanner(bytes, file: file)
        while !lines.isAtEnd {
            var line = lines.part(lines.skip { $0 != UInt8(ascii: "\n") })
            lines.advance()
            line.skipBlank()
            if line.isAtEnd || line.peek == UInt8(ascii: "#") { continue }
            let (text, change) =
                line.peek == UInt8(ascii: "{")
                ? try Self.character(line) : try Self.change(line)
            changes[Array(text.utf8), default: []].append(change)
        }
    }

    /// The characters that are to be otherwise.
    public var texts: [String] { changes.keys.map { String(decoding: $0, as: UTF8.self) }.sorted() }

    /// The character as it is to be; itself where nothing is said of it.
    ///
    /// - Throws: a sentence where the correction does not fit the character: other strokes, or a character of several parts.
    public func corrected(_ character: ReferenceCharacter) throws(CorrectionFault) -> ReferenceCharacter {
        var corrected = character
        for change in changes[Array(character.text.utf8)] ?? [] {
            if case .character(let other) = change {
                corrected = other
                continue
            }
            guard corrected.parts.count == 1 else {
                throw CorrectionFault(text: character.text, what: "it has several parts: give the whole character")
            }
            let part = corrected.parts[0], standard = part.alternatives[0]
            let strokes = try Self.strokes(standard.strokes, change, of: character.text)
            let first = ReferenceAlternative(name: standard.name, strokes: strokes)
            corrected = ReferenceCharacter(
                text: corrected.text,
                parts: [ReferencePart(name: part.name, alternatives: [first] + part.alternatives.dropFirst())],
                source: corrected.source, license: corrected.license)
        }
        return corrected
    }

    private static func strokes(
        _ strokes: [ReferenceStroke], _ change: Change, of text: String
    ) throws(CorrectionFault) -> [ReferenceStroke] {
        switch change {
        case .direction(let numbers):
            guard numbers.allSatisfy({ (1...strokes.count).contains($0) }) else {
                throw CorrectionFault(text: text, what: "it has \(strokes.count) strokes")
            }
            return strokes.enumerated().map { place, stroke in
                numbers.contains(place + 1) ? ReferenceStroke(points: stroke.points.reversed()) : stroke
            }
        case .order(let numbers):
            guard numbers.sorted() == Array(1...strokes.count) else {
                throw CorrectionFault(text: text, what: "the order must name each of its \(strokes.count) strokes once")
            }
            return numbers.map { strokes[$0 - 1] }
        case .character: return strokes
        }
    }
}

extension Corrections {
    private static func character(_ line: ByteScanner) throws(ImportFault) -> (String, Change) {
        let character = try VariantsImporter().character(line)
        return (character.text, .character(character))
    }

    private static func change(_ line: ByteScanner) throws(ImportFault) -> (String, Change) {
        let text = String(decoding: line.bytes[line.position..<line.end], as: UTF8.self)
        let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map {
            $0.filter { !$0.isWhitespace }
        }
        guard fields.count == 3, fields[0].count == 1 else {
            throw line.fault("a correction is a character, “direction” or “order”, and numbers, with tabs between")
        }
        var numbers: [Int] = []
        for number in fields[2].split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = Int(number), number > 0 else {
                throw line.fault("“\(number)” is not the number of a stroke, counted from 1")
            }
            numbers.append(number)
        }
        switch fields[1] {
        case "direction": return (fields[0], .direction(numbers))
        case "order": return (fields[0], .order(numbers))
        default:
            throw line.fault("“\(fields[1])” cannot be corrected: direction and order can, or give the whole character")
        }
    }
}

/// A correction that does not fit the character that it is for.
public struct CorrectionFault: Error, Equatable, CustomStringConvertible {
    /// The character.
    public let text: String
    /// Why it does not fit, as the rest of a sentence.
    public let what: String

    /// One sentence.
    public var description: String { "The correction of “\(text)” does not fit: \(what)." }
}
