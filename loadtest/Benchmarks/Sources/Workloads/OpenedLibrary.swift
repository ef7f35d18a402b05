import Characters

/// A library in memory as the executable maps one: of the first so many syllables.
enum OpenedLibrary {
    static let small = bytes(of: 20)
    static let large = bytes(of: 2_000)

    /// Opens a library so many times; a fault ends the measurement.
    static func open(_ bytes: [UInt8], times: Int, _ meter: inout Meter) {
        var characters = 0
        meter.measure(times) {
            for _ in 0..<times { characters += file(bytes).count }
        }
        precondition(characters > 0, "a library that was written has characters")
    }

    private static func file(_ bytes: [UInt8]) -> LibraryFile {
        do throws(LibraryError) {
            return try LibraryFile(bytes)
        } catch {
            preconditionFailure("a library that was just written opens: \(error)")
        }
    }

    private static func bytes(of count: UInt32) -> [UInt8] {
        let syllables = (0xAC00..<0xAC00 + count).map { Character(UnicodeScalar($0)!) }
        do throws(LibraryError) {
            return try LibraryWriter.bytes(of: syllables.map { HangulSource().reference(for: $0)! })
        } catch {
            preconditionFailure("syllables can be written to a library: \(error)")
        }
    }
}
