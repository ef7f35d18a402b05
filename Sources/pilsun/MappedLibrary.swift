import Characters
import FoundationEssentials

/// A library file mapped into memory: opened without reading it, shared by all processes that use it.
struct MappedLibrary: LibraryBytes {
    private let data: Data

    func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(data.span) }

    /// Maps and opens the library at `path`.
    static func open(_ path: String) throws(CommandFailure) -> LibraryFile {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        } catch {
            throw CommandFailure("The library “\(path)” cannot be read: \(CommandFailure.reason(error)).")
        }
        do {
            return try LibraryFile(MappedLibrary(data: data))
        } catch {
            throw CommandFailure("“\(path)”: \(error)")
        }
    }

    /// Maps the library at `path` and reads it through once, so that damage is told now and not to whoever asks for a character.
    static func openWhole(_ path: String) throws(CommandFailure) -> LibraryFile {
        let library = try open(path)
        do throws(LibraryError) {
            try library.verify()
        } catch {
            throw CommandFailure("“\(path)”: \(error)")
        }
        return library
    }
}
