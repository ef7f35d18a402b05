/// Divides NDJSON into its lines.
enum LineReader {
    /// Calls `body` with a scanner for every line that is not blank. A file without any is a fault.
    static func forEachLine(
        of bytes: [UInt8], file: String, _ body: (ByteScanner) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        var lines = 0
        var start = ByteScanner(bytes, file: file).position
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var scanner = ByteScanner(bytes, file: file, range: start..<end)
            scanner.skipBlank()
            if !scanner.isAtEnd {
                try body(scanner)
                lines += 1
            }
            start = end + 1
        }
        guard lines > 0 else { throw ImportFault(file: file, bytes: bytes, offset: 0, what: "the file is empty") }
    }
}
