/// Reads hanzi-writer-data: one JSON file for each character, named by it (`万.json`), with the medians of its strokes.
public struct HanziWriterImporter: CharacterImporter {
    private let attribution: Attribution

    /// An importer that gives its characters `attribution`.
    public init(attribution: Attribution = .hanziWriter) { self.attribution = attribution }

    /// The character that a file is named by; nil where its name is not one character and `.json`.
    public static func text(ofFile file: String) -> String? {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard name.hasSuffix(".json") else { return nil }
        let stem = name.dropLast(".json".count)
        return stem.count == 1 ? String(stem) : nil
    }

    /// The one character of a file, which its name tells.
    public func read(_ bytes: [UInt8], file: String) -> ImportedFile {
        var imported = ImportedFile()
        imported.take { () throws(ImportFault) in [try character(in: bytes, file: file)] }
        return imported
    }

    private func character(in bytes: [UInt8], file: String) throws(ImportFault) -> ReferenceCharacter {
        var json = JSONScanner(ByteScanner(bytes, file: file))
        guard let text = Self.text(ofFile: file) else {
            throw json.bytes.fault("the file must be named by its character, as in 万.json", at: 0)
        }
        var strokes: [ReferenceStroke] = []
        try json.object { json, key throws(ImportFault) in
            if key == "medians" { strokes = try MedianReader.strokes(&json) } else { try json.skip() }
        }
        try json.finish()
        guard !strokes.isEmpty else { throw json.bytes.fault("the character has no medians", at: 0) }
        return ReferenceCharacter(text: text, strokes: strokes, attribution: attribution)
    }
}
