import Ink

/// Reads KanjiVG: the release file with all characters, and the SVG files with one each.
///
/// In both a character is an element whose identifier holds its code point (`kvg:kanji_04e00`, `kvg:StrokePaths_04e00`), and its
/// strokes are the paths in it, in the order of writing. Files of other forms of a character (`04e00-Kaisho.svg`, by their
/// identifier) hold no character of their own and give none.
public struct KanjiVGImporter: CharacterImporter {
    private let attribution: Attribution

    /// Side of KanjiVG's square.
    private static let side = 109.0
    /// How far a straight line between two points may leave a curve, in KanjiVG's unit.
    private static let tolerance = 0.09
    private static let sampling = StrokeSampling { Point($0.x / side, $0.y / side) }

    /// An importer that gives its characters `attribution`.
    public init(attribution: Attribution = .kanjiVG) { self.attribution = attribution }

    /// The characters of a file, in its order.
    public func characters(in bytes: [UInt8], file: String) throws(ImportFault) -> [ReferenceCharacter] {
        var xml = XMLScanner(ByteScanner(bytes, file: file))
        var characters: [ReferenceCharacter] = []
        var drawing: Drawing?
        var depth = 0
        var drawings = 0
        while let event = try xml.next() {
            switch event {
            case .start(let element, let place):
                depth += 1
                if let name = Self.characterName(of: element, in: xml) {
                    guard drawing == nil else { throw xml.bytes.fault("a character inside of a character", at: place) }
                    drawing = Drawing(name: name, place: place, depth: depth)
                    drawings += 1
                } else if element.name == "path", drawing != nil {
                    drawing?.strokes.append(try Self.stroke(element, in: xml, at: place))
                }
            case .end:
                if let finished = drawing, finished.depth == depth {
                    if let character = try character(finished, in: xml) { characters.append(character) }
                    drawing = nil
                }
                depth -= 1
            }
        }
        guard drawings > 0 else { throw xml.bytes.fault("there is no KanjiVG character in this file", at: 0) }
        return characters
    }

    /// A character that is being read.
    private struct Drawing {
        /// Code point and, behind a hyphen, the form: `04e00`, `04e00-Kaisho`.
        let name: String
        let place: Int
        let depth: Int
        var strokes: [ReferenceStroke] = []
    }

    private static func characterName(of element: XMLScanner.Element, in xml: XMLScanner) -> String? {
        guard element.name == "kanji" || element.name == "g", let id = xml.text(of: "id", in: element) else {
            return nil
        }
        let prefix = element.name == "kanji" ? "kvg:kanji_" : "kvg:StrokePaths_"
        return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
    }

    private static func stroke(
        _ element: XMLScanner.Element, in xml: XMLScanner, at place: Int
    ) throws(ImportFault) -> ReferenceStroke {
        guard let range = element.range(of: "d") else {
            throw xml.bytes.fault("the path has no attribute d", at: place)
        }
        let scanner = ByteScanner(xml.bytes.bytes, file: xml.bytes.file, range: range)
        let polyline = try SVGPath.polyline(scanner, tolerance: tolerance)
        return try sampling.stroke(along: polyline, in: scanner, at: range.lowerBound)
    }

    private func character(_ drawing: Drawing, in xml: XMLScanner) throws(ImportFault) -> ReferenceCharacter? {
        if drawing.name.contains("-") { return nil }
        guard let code = UInt32(drawing.name, radix: 16), let scalar = Unicode.Scalar(code) else {
            throw xml.bytes.fault("“\(drawing.name)” is no code point", at: drawing.place)
        }
        guard !drawing.strokes.isEmpty else { throw xml.bytes.fault("the character has no strokes", at: drawing.place) }
        return ReferenceCharacter(text: String(Character(scalar)), strokes: drawing.strokes, attribution: attribution)
    }
}
