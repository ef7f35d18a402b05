/// Reads `graphics.txt` of Make Me a Hanzi and the files of the same form in AnimCJK: one JSON object a line, with the character
/// and the medians of its strokes.
public struct GraphicsTextImporter: CharacterImporter {
    private let attribution: Attribution

    /// An importer that gives its characters `attribution`.
    public init(attribution: Attribution = .makeMeAHanzi) { self.attribution = attribution }

    /// The characters of a file, line by line.
    public func read(_ bytes: [UInt8], file: String) -> ImportedFile {
        LineReader.read(bytes, file: file) { scanner throws(ImportFault) in try character(scanner) }
    }

    private func character(_ scanner: ByteScanner) throws(ImportFault) -> ReferenceCharacter {
        var json = JSONScanner(scanner)
        var text = ""
        var strokes: [ReferenceStroke] = []
        try json.object { json, key throws(ImportFault) in
            switch key {
            case "character": text = try json.string()
            case "medians": strokes = try MedianReader.strokes(&json)
            default: try json.skip()
            }
        }
        try json.finish()
        guard text.count == 1 else { throw scanner.fault("“character” must be one character") }
        guard !strokes.isEmpty else { throw scanner.fault("the character has no medians") }
        return ReferenceCharacter(text: text, strokes: strokes, attribution: attribution)
    }
}
