import Glibc

/// A file that grows by whole pieces or not at all.
struct LogFile {
    private let path: String
    private let longest: Int

    /// - Parameter longest: how long it may become, in bytes.
    init(_ path: String, longest: Int) {
        self.path = path
        self.longest = longest
    }

    /// Writes a piece behind the file's end; answers why that was not possible, nil where it was.
    func append(_ bytes: [UInt8]) -> String? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return Self.reason() }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        guard end + bytes.count <= longest else { return "its log has reached \(longest) bytes" }
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = Self.reason()
                // Half a line would make the log unreadable.
                ftruncate(descriptor, end)
                return reason
            }
            start += count
        }
        return nil
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
