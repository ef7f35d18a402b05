import Glibc

/// A line for the shell, run to its end.
enum Command {
    /// What it wrote, on both outputs, and its exit status.
    static func run(_ line: String) -> (output: String, status: Int32) {
        guard let pipe = popen("( \(line) ) 2>&1", "r") else { return ("popen failed", -1) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { bytes += buffer[..<count] }
        let status = pclose(pipe)
        return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xFF)
    }
}
