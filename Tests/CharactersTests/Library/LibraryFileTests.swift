import Ink
import Testing

@testable import Characters

@Suite("LibraryFile")
struct LibraryFileTests {
    @Test("gives back every character that was written, its points on the grid of 2⁻¹⁵")
    func roundTrip() throws {
        let file = try LibraryFile(try LibraryWriter.bytes(of: SampleCharacters.all))
        try file.verify()
        #expect(file.count == SampleCharacters.all.count)
        for character in SampleCharacters.all {
            let read = try #require(try file.character(for: character.text))
            #expect(read.text == character.text)
            #expect(read.source == character.source)
            #expect(read.license == character.license)
            #expect(read.parts.map(\.name) == character.parts.map(\.name))
            for (readPart, part) in zip(read.parts, character.parts) {
                #expect(readPart.alternatives.map(\.name) == part.alternatives.map(\.name))
                #expect(readPart.alternatives.map(\.orders) == part.alternatives.map(\.orders))
                let readPoints = readPart.alternatives.flatMap(\.strokes).flatMap(\.points)
                let points = part.alternatives.flatMap(\.strokes).flatMap(\.points)
                #expect(readPoints.count == points.count)
                for (readPoint, point) in zip(readPoints, points) {
                    #expect(abs(readPoint.x - point.x) <= 1 / 65536)
                    #expect(abs(readPoint.y - point.y) <= 1 / 65536)
                }
            }
        }
    }

    @Test("what was read and written again is the same file")
    func stable() throws {
        let bytes = try LibraryWriter.bytes(of: SampleCharacters.all)
        let file = try LibraryFile(bytes)
        var again: [ReferenceCharacter] = []
        for position in 0..<file.count { again.append(try file.character(at: position)) }
        #expect(try LibraryWriter.bytes(of: again) == bytes)
        #expect(try LibraryWriter.bytes(of: again.reversed()) == bytes)
    }

    @Test("does not know what it does not have", arguments: ["", "a", "乙", "丁", "一一", "\u{10ffff}"])
    func unknown(text: String) throws {
        let file = try LibraryFile(try LibraryWriter.bytes(of: SampleCharacters.all))
        #expect(try file.character(for: text) == nil)
    }

    @Test("an empty library is a library")
    func empty() throws {
        let file = try LibraryFile(try LibraryWriter.bytes(of: []))
        try file.verify()
        #expect(file.count == 0)
        #expect(try file.character(for: "一") == nil)
    }

    @Test("a file cut off anywhere is refused")
    func truncated() throws {
        let bytes = try LibraryWriter.bytes(of: SampleCharacters.all)
        for length in 0..<bytes.count {
            #expect(throws: LibraryError.self) { try LibraryFile(Array(bytes[..<length])) }
        }
        #expect(throws: LibraryError.wrongSize(stated: UInt64(bytes.count), actual: bytes.count + 1)) {
            try LibraryFile(bytes + [0])
        }
    }

    @Test("a file of another kind or version is named as that")
    func otherFiles() throws {
        #expect(throws: LibraryError.notALibrary) { try LibraryFile(Array("<?xml version=\"1.0\"?>".utf8)) }
        var bytes = try LibraryWriter.bytes(of: SampleCharacters.all)
        bytes[8] = 2
        #expect(throws: LibraryError.unknownVersion(2)) { try LibraryFile(bytes) }
    }

    @Test("every single changed byte is found by opening or verifying")
    func everyByte() throws {
        let bytes = try LibraryWriter.bytes(of: SampleCharacters.all)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x41
            #expect(throws: LibraryError.self, "byte \(index)") { try LibraryFile(changed).verify() }
        }
    }

    @Test("no bytes make it crash, even with checksums that fit", arguments: 1...20 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) throws {
        let bytes = try LibraryWriter.bytes(of: SampleCharacters.all)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                changed[Int.random(in: 8..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            Self.mendChecksums(&changed)
            guard let file = try? LibraryFile(changed) else { continue }
            for position in 0..<min(file.count, 20) { _ = try? file.character(at: position) }
            for character in SampleCharacters.all { _ = try? file.character(for: character.text) }
            try? file.verify()
        }
    }

    /// Makes the checksums of head and records fit, so that what lies behind them is reached.
    private static func mendChecksums(_ bytes: inout [UInt8]) {
        let table = Int(bytes.span.littleEndian(at: LibraryLayout.Head.indexOffset, size: 4) ?? 0)
        for index in 0..<SampleCharacters.all.count {
            guard let record = bytes.span.extent(table: table, index: index), record.count > 4 else { continue }
            let check = ContentDigest(of: Array(bytes[record].dropFirst(4)).span).folded
            for shift in 0..<4 {
                bytes[record.lowerBound + shift] = UInt8(truncatingIfNeeded: check >> UInt32(8 * shift))
            }
        }
        let digest = ContentDigest(of: Array(bytes[LibraryLayout.headSize...]).span).value
        for shift in 0..<8 {
            bytes[LibraryLayout.Head.digest + shift] = UInt8(truncatingIfNeeded: digest >> UInt64(8 * shift))
        }
        let check = ContentDigest(of: Array(bytes[..<LibraryLayout.checkedHeadSize]).span).value
        for shift in 0..<8 {
            bytes[LibraryLayout.Head.check + shift] = UInt8(truncatingIfNeeded: check >> UInt64(8 * shift))
        }
    }
}
