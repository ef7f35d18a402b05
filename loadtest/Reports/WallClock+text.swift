import Glibc
import Loop

extension WallClock {
    /// The time of day for reports: `2026-01-31T12:00:00Z`.
    static var text: String {
        var now = time_t(nanoseconds() / 1_000_000_000), parts = tm()
        gmtime_r(&now, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
