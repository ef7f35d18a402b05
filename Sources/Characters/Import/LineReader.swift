/// Divides NDJSON into its lines.
enum LineReader {
    /// What `read` makes of every line that is not blank, and the fault of each that it makes nothing of. A file without any line is a fault.
    static func read(
        _ bytes: [UInt8], file: String, _ read: (ByteScanner) throws(ImportFault) -> ReferenceCharacter
    ) -> ImportedFile {
        var imported = ImportedFile()
        var lines = ByteScanner(bytes, file: file)
        var isEmpty = true
        while !lines.isAtEnd {
            var line = lines.part(lines.skip { $0 != UInt8(ascii: "\n") })
            line.skipBlank()
            if !line.isAtEnd {
                isEmpty = false
                imported.take { () throws(ImportFault) in [try read(line)] }
            }
            lines.advance()
            lines.countLines()
        }
        if isEmpty { imported.faults.append(lines.fault("the file is empty", at: 0)) }
        return imported
    }
}
