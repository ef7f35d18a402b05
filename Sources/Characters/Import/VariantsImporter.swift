import Ink

/// Reads the project's own form, NDJSON with several accepted ways of writing a character: for stroke orders of a country, a school
/// or a teacher.
///
///     {"text":"十","frame":{"w":100,"h":100},"source":"my school","license":"CC0-1.0",
///      "alternatives":[{"name":"standard","strokes":[[[10,50],[90,50]],[[50,10],[50,90]]],"orders":[[1,0]]}]}
///
/// in one line. `orders` lists further accepted orders as indices of `strokes`, counted from 0; instead of `alternatives` a line
/// may have `strokes` alone. The frame is the character's box (y grows downwards); without it the strokes are in the unit square.
/// Other keys are ignored.
public struct VariantsImporter: CharacterImporter {
    private let attribution: Attribution

    /// An importer that gives `attribution` to characters that do not name their own.
    public init(attribution: Attribution = .own) {
        self.attribution = attribution
    }

    /// The characters of a file, line by line.
    public func read(_ bytes: [UInt8], file: String) -> ImportedFile {
        LineReader.read(bytes, file: file) { scanner throws(ImportFault) in try character(scanner) }
    }

    /// The character of a line.
    func character(_ scanner: ByteScanner) throws(ImportFault) -> ReferenceCharacter {
        var line = VariantsLine(JSONScanner(scanner))
        try line.read()
        guard line.text.count == 1 else { throw scanner.fault("“text” must be one character") }
        guard !line.alternatives.isEmpty else {
            throw scanner.fault("the character has neither alternatives nor strokes")
        }
        let frame = line.frame
        let sampling = StrokeSampling { frame.unitPoint($0) }
        var alternatives: [ReferenceAlternative] = []
        for alternative in line.alternatives {
            var strokes: [ReferenceStroke] = []
            for stroke in alternative.strokes {
                strokes.append(try sampling.stroke(along: stroke.points, in: scanner, at: stroke.place))
            }
            alternatives.append(
                ReferenceAlternative(name: alternative.name, strokes: strokes, orders: alternative.orders))
        }
        return ReferenceCharacter(
            text: line.text, parts: [ReferencePart(name: line.text, alternatives: alternatives)],
            source: line.source ?? attribution.source, license: line.license ?? attribution.license)
    }
}
