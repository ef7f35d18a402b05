import Ink

/// Reads KanjiVG: the release file with all characters, and the SVG files with one each.
///
/// In both a character is an element whose identifier holds its code point (`kvg:kanji_04e00`, `kvg:StrokePaths_04e00`), and its
/// strokes are the paths in it, in the order of writing. Files of other forms of a character (`04e00-Kaisho.svg`, by their
/// identifier) hold no character of their own and give none. A `transform` of a path and of what it stands in is applied; a path that lifts the
/// pen (a second `M`) is as many strokes.
public struct KanjiVGImporter: CharacterImporter {
    private let attribution: Attribution

    /// Side of KanjiVG's square.
    private static let side = 109.0
    /// How far a straight line between two points may leave a curve, in KanjiVG's unit.
    private static let tolerance = 0.09
    private static let sampling = StrokeSampling { Point($0.x / side, $0.y / side) }

    /// An importer that gives its characters `attribution`.
    public init(attribution: Attribution = .kanjiVG) { self.attribution = attribution }

    /// The characters of a file, in its order. Where the file is no XML any more, what came before stands.
    public func read(_ bytes: [UInt8], file: String) -> ImportedFile {
        var reading = Reading(bytes, file: file)
        do throws(ImportFault) {
            while let event = try reading.xml.next() { try take(event, into: &reading) }
            guard reading.drawings > 0 else {
                throw reading.xml.bytes.fault("there is no KanjiVG character in this file", at: 0)
            }
        } catch {
            reading.imported.faults.append(error)
        }
        return reading.imported
    }

    /// A file that is being read.
    private struct Reading {
        var xml: XMLScanner
        var imported = ImportedFile()
        var drawing: Drawing?
        /// The transforms of the elements that are open, each around all inner ones.
        var transforms = [SVGTransform.identity]
        var drawings = 0

        init(_ bytes: [UInt8], file: String) { xml = XMLScanner(ByteScanner(bytes, file: file)) }
    }

    private func take(_ event: XMLScanner.Event, into reading: inout Reading) throws(ImportFault) {
        switch event {
        case .start(let element, let place):
            if let name = try Self.characterName(of: element, in: reading.xml) {
                guard reading.drawing == nil else {
                    throw reading.xml.bytes.fault("a character inside of a character", at: place)
                }
                reading.xml.countLines(to: place)
                reading.drawing = Drawing(name: name, place: place, depth: reading.transforms.count + 1)
                reading.drawings += 1
            }
            var transform = SVGTransform.identity
            do throws(ImportFault) {
                if let text = try reading.xml.value(of: "transform", in: element) {
                    transform = try SVGTransform(reading: text)
                }
                transform = reading.transforms[reading.transforms.count - 1].around(transform)
                if element.name == "path", reading.drawing != nil {
                    reading.drawing?.strokes += try Self.strokes(element, in: reading.xml, transform, at: place)
                }
            } catch {
                // The character's fault, where it is in one; otherwise everything's.
                guard reading.drawing != nil else { throw error }
                if reading.drawing?.fault == nil { reading.drawing?.fault = error }
            }
            reading.transforms.append(transform)
        case .end:
            if let drawing = reading.drawing, drawing.depth == reading.transforms.count {
                let xml = reading.xml
                reading.imported.take { () throws(ImportFault) in
                    if let fault = drawing.fault { throw fault }
                    return try character(drawing, in: xml).map { [$0] } ?? []
                }
                reading.drawing = nil
            }
            reading.transforms.removeLast()
        }
    }

    /// A character that is being read.
    private struct Drawing {
        /// Code point and, behind a hyphen, the form: `04e00`, `04e00-Kaisho`.
        let name: String
        let place: Int
        let depth: Int
        var strokes: [ReferenceStroke] = []
        /// The first thing that is wrong with it.
        var fault: ImportFault?
    }

    private static func characterName(
        of element: XMLScanner.Element, in xml: XMLScanner
    ) throws(ImportFault) -> String? {
        guard element.name == "kanji" || element.name == "g", let id = try xml.text(of: "id", in: element) else {
            return nil
        }
        let prefix = element.name == "kanji" ? "kvg:kanji_" : "kvg:StrokePaths_"
        return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : nil
    }

    private static func strokes(
        _ element: XMLScanner.Element, in xml: XMLScanner, _ transform: SVGTransform, at place: Int
    ) throws(ImportFault) -> [ReferenceStroke] {
        guard let path = try xml.value(of: "d", in: element) else {
            throw xml.bytes.fault("the path has no attribute d", at: place)
        }
        var strokes: [ReferenceStroke] = []
        for polyline in try SVGPath.polylines(path, tolerance: tolerance, transform: transform) {
            strokes.append(try sampling.stroke(along: polyline, in: path, at: path.position))
        }
        guard !strokes.isEmpty else { throw path.fault("a stroke needs two different points") }
        return strokes
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
