import Glibc

/// Processor time and memory of a process, as the system tells them.
struct ProcessUse: Equatable, Sendable {
    var cpuSeconds: Double
    var residentBytes: UInt64

    /// Of any process that may be looked at; nil where there is none (any more).
    init?(pid: Int) {
        guard let stat = Self.text(of: "/proc/\(pid)/stat"), let statm = Self.text(of: "/proc/\(pid)/statm") else {
            return nil
        }
        // The name stands in parentheses and may hold spaces; behind it come state, ppid and so on: utime is field 14.
        let behind = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let pages = statm.split(separator: " ")
        guard behind.count > 12, pages.count > 1, let user = UInt64(behind[11]), let system = UInt64(behind[12]),
            let resident = UInt64(pages[1])
        else { return nil }
        cpuSeconds = Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes = resident * UInt64(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Processor time of this process, to the microsecond.
    static var ownCPUSeconds: Double {
        var use = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &use)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(use.ru_utime) + seconds(use.ru_stime)
    }

    /// The number of cores that this process is confined to (`taskset`); nil where it may use all that are online.
    static var pinnedCores: Int? {
        let status = text(of: "/proc/self/status")?.split(separator: "\n") ?? []
        guard let line = status.first(where: { $0.hasPrefix("Cpus_allowed:") }) else { return nil }
        // A mask in hexadecimal digits, with commas between words.
        let mask = line.dropFirst("Cpus_allowed:".count).compactMap(\.hexDigitValue)
        let count = mask.reduce(0) { $0 + $1.nonzeroBitCount }
        return count > 0 && count < sysconf(Int32(_SC_NPROCESSORS_ONLN)) ? count : nil
    }

    /// What a process is called, its number where it has no name.
    static func name(pid: Int) -> String {
        text(of: "/proc/\(pid)/comm").map { String($0.split(separator: "\n").first ?? "") } ?? "\(pid)"
    }

    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
