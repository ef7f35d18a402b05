import Loop

/// Follows processes over a run: how much of the processor each uses, how much memory it holds.
struct ProcessWatch: Sendable {
    private struct Watched: Sendable {
        var series: RunReport.ProcessSeries
        var last: ProcessUse?
        var lastAt: UInt64
    }

    private var watched: [Watched]
    private let began: UInt64

    /// Begins to follow these processes.
    ///
    /// - Throws: where one of them is not there.
    init(pids: [Int], began: UInt64) throws(InputFault) {
        self.began = began
        watched = []
        for pid in pids {
            guard let use = ProcessUse(pid: pid) else {
                throw InputFault(
                    "There is no process \(pid) to watch: give the number that “pgrep -n pilsun” prints to --pid.")
            }
            watched.append(
                Watched(
                    series: RunReport.ProcessSeries(name: ProcessUse.name(pid: pid), pid: pid), last: use, lastAt: began
                ))
        }
    }

    /// Looks at all of them; those that have gone keep what was seen.
    mutating func look(at now: UInt64) {
        for index in watched.indices {
            guard let use = ProcessUse(pid: watched[index].series.pid) else { continue }
            if let last = watched[index].last, now > watched[index].lastAt {
                let seconds = Double(now - watched[index].lastAt) / 1e9
                watched[index].series.seconds.append(Double(now - began) / 1e9)
                watched[index].series.cores.append((use.cpuSeconds - last.cpuSeconds) / seconds)
                watched[index].series.residentMegabytes.append(Double(use.residentBytes) / 1e6)
            }
            watched[index].last = use
            watched[index].lastAt = now
        }
    }

    /// Processor time of all of them so far, in seconds; nil where none is watched, or one has gone.
    var cpuSeconds: Double? { uses?.reduce(0) { $0 + $1.cpuSeconds } }

    /// Resident memory of all of them now, likewise.
    var residentBytes: UInt64? { uses?.reduce(0) { $0 + $1.residentBytes } }

    private var uses: [ProcessUse]? {
        let uses = watched.compactMap { ProcessUse(pid: $0.series.pid) }
        return uses.isEmpty || uses.count < watched.count ? nil : uses
    }

    /// What was seen.
    var series: [RunReport.ProcessSeries] { watched.map(\.series) }
}
