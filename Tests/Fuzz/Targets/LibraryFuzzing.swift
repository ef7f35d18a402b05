import Characters
import Ink

/// Any bytes are a library or none; every character that is read has strokes within reach. Checksums are mended first where the
/// input says so, since no fuzzer would hit them.
func fuzzLibrary(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let isMended = input.choice() & 1 == 1
    let bytes = isMended ? mended(input.rest) : input.rest
    guard let library = try? LibraryFile(bytes) else { return }
    _ = try? library.verify()
    for position in 0..<min(library.count, 64) {
        guard let character = try? library.character(at: position) else { continue }
        try holdStrokes(of: character)
    }
    for text in ["", "十", "가", "a"] {
        if let character = try? library.character(for: text) { try holdStrokes(of: character) }
    }
}

/// What is imported from any bytes has strokes as a library wants them, and can be written into one.
func fuzzImports(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let choice = input.choice(), bytes = input.rest
    if choice & 7 == 7 { return try fuzzCorrections(bytes) }
    let imported =
        switch choice & 3 {
        case 0: KanjiVGImporter().read(bytes, file: "kanjivg.xml")
        case 1: HanziWriterImporter().read(bytes, file: "十.json")
        case 2: GraphicsTextImporter().read(bytes, file: "graphics.txt")
        default: VariantsImporter().read(bytes, file: "own.ndjson")
        }
    let characters = imported.characters
    for character in characters { try holdStrokes(of: character) }
    try hold(imported.faults.allSatisfy { $0.line >= 1 && $0.column >= 1 }, "a fault has no place")
    guard let library = try? LibraryWriter.bytes(of: characters) else { return }
    do {
        let file = try LibraryFile(library)
        try file.verify()
        try hold(file.count == characters.count, "a library has not the characters that it was made of")
    } catch let error as LibraryError {
        throw FuzzFinding("a library that was written cannot be read: \(error)")
    } catch let finding as FuzzFinding {
        throw finding
    } catch {
        throw FuzzFinding("\(error)")
    }
}

/// Whatever corrections say, a character keeps being one.
private func fuzzCorrections(_ bytes: [UInt8]) throws(FuzzFinding) {
    guard let corrections = try? Corrections(bytes, file: "corrections.tsv") else { return }
    for text in corrections.texts + ["가", "十"] {
        guard let character = HangulSource().reference(for: text.first ?? "가"),
            let corrected = try? corrections.corrected(character)
        else { continue }
        try holdStrokes(of: corrected)
    }
}

private func holdStrokes(of character: ReferenceCharacter) throws(FuzzFinding) {
    try hold(!character.standardStrokes.isEmpty, "\(character.text) has no strokes")
    for stroke in character.standardStrokes {
        try hold(stroke.points.count >= 2, "a stroke of \(character.text) has fewer than two points")
        let isNear = stroke.points.allSatisfy { (-0.5...1.5).contains($0.x) && (-0.5...1.5).contains($0.y) }
        try hold(isNear, "a stroke of \(character.text) is out of reach")
    }
}

/// The bytes with the magic, the size and all checksums that `protocol/library-format.md` asks for.
private func mended(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 64 else { return bytes }
    var bytes = bytes
    bytes.replaceSubrange(0..<12, with: [0x89, 0x50, 0x53, 0x4C, 0x0D, 0x0A, 0x1A, 0x0A, 1, 0, 64, 0])
    let index = Int(number(bytes, at: 32)), count = min(Int(number(bytes, at: 12)), 64)
    for entry in 0..<count {
        guard index + entry * 8 + 8 <= bytes.count else { break }
        let offset = Int(number(bytes, at: index + entry * 8)), length = Int(number(bytes, at: index + entry * 8 + 4))
        guard length >= 4, offset >= 64, offset + length <= bytes.count else { continue }
        let digest = ContentDigest(of: Array(bytes[offset + 4..<offset + length]).span).value
        write(digest ^ digest >> 32, 4, at: offset, to: &bytes)
    }
    write(UInt64(bytes.count), 8, at: 16, to: &bytes)
    write(ContentDigest(of: Array(bytes[64...]).span).value, 8, at: 24, to: &bytes)
    write(ContentDigest(of: Array(bytes[..<56]).span).value, 8, at: 56, to: &bytes)
    return bytes
}

private func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32($1 * 8) }
}

private func write(_ value: UInt64, _ size: Int, at offset: Int, to bytes: inout [UInt8]) {
    for place in 0..<size { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(place * 8)) }
}
