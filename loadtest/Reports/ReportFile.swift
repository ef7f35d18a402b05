import FoundationEssentials
import Glibc

/// Reports as files.
enum ReportFile {
    /// The whole report in one line.
    static func json(_ report: RunReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    /// Reads what `json` printed, a run in each line.
    static func read(_ path: String) throws -> [RunReport] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let lines = data.split(separator: UInt8(ascii: "\n")).filter { $0.first == UInt8(ascii: "{") }
            guard !lines.isEmpty else {
                throw InputFault("“\(path)” holds no report: give files that “--json” has printed.")
            }
            return try lines.map { try decoder.decode(RunReport.self, from: Data($0)) }
        } catch let fault as InputFault {
            throw fault
        } catch is DecodingError {
            throw InputFault("“\(path)” is no report: give files that “loadtest … --json” has printed.")
        } catch {
            throw InputFault("“\(path)” cannot be read: is there such a file?")
        }
    }

    /// Writes a text and the end of its line to standard output.
    static func print(_ text: String) throws(InputFault) {
        guard DescriptorWriting.write(Array((text + "\n").utf8), to: STDOUT_FILENO) else {
            throw InputFault("The report cannot be printed: \(String(cString: strerror(errno))).")
        }
    }

    /// Writes a page.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw InputFault("The report cannot be written to “\(path)”: does the folder exist, and is there room?")
        }
    }
}
