import Glibc

/// A file that grows by whole pieces or not at all.
enum LogFile {
    /// Writes a piece behind the file's end; answers why that was not possible, nil where it was.
    static func append(_ bytes: [UInt8], to path: String) -> String? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return reason() }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, SEEK_END)
        guard end + bytes.count <= SessionRecorder.longestLog else {
            return "its log has reached \(SessionRecorder.longestLog >> 20) MiB"
        }
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = reason()
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
