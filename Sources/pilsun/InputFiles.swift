import FoundationEssentials
import Glibc

/// The files that a command was given: paths, directories, and `-` for standard input.
enum InputFiles {
    /// A file's name and contents.
    typealias File = (name: String, bytes: [UInt8])

    /// Calls `body` for every file of `sources` in their order; a directory stands for its files with the ending `suffix`,
    /// sorted by name.
    static func forEach(of sources: [String], suffix: String, _ body: (File) throws -> Void) throws {
        for source in sources {
            if source == "-" {
                try body(("standard input", standardInput()))
                continue
            }
            var isDirectory = false
            guard FileManager.default.fileExists(atPath: source, isDirectory: &isDirectory) else {
                throw CommandFailure("There is no file “\(source)”.")
            }
            guard isDirectory else {
                try body((source, contents(of: source)))
                continue
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: source).filter { $0.hasSuffix(suffix) }
            if names.isEmpty { throw CommandFailure("The directory “\(source)” has no file that ends in \(suffix).") }
            for name in names.sorted() {
                let path = source.hasSuffix("/") ? source + name : "\(source)/\(name)"
                try body((path, contents(of: path)))
            }
        }
    }

    /// Everything from standard input, byte for byte: `readLine` would mend what is not UTF-8.
    private static func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        while let byte = UInt8(exactly: getchar_unlocked()) { bytes.append(byte) }
        return bytes
    }

    private static func contents(of path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure("“\(path)” cannot be read: \(CommandFailure.reason(error)).")
        }
    }

}
