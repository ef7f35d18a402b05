import ArgumentParser
import Glibc
import Wire

/// Where a command's answers go.
enum StandardOutput {
    /// Writes the answers so far and empties them; a reader that has gone (`| head`) ends the run quietly.
    static func write(_ json: inout JSONWriter) throws {
        var start = 0
        while start < json.bytes.count {
            let count = json.bytes[start...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { throw ExitCode.success }
            guard count >= 0 else {
                throw CommandFailure("Standard output cannot be written: \(String(cString: strerror(errno))).")
            }
            start += count
        }
        json.removeAll()
    }
}
