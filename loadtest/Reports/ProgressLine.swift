import Glibc

/// One line on standard error that changes while a run goes on; on something that is no terminal a line now and then.
final class ProgressLine {
    private let scenario: String
    private let isTerminal = isatty(STDERR_FILENO) != 0
    private var shown = 0

    /// Seconds between two lines where they pile up.
    private static let sparseSeconds = 10

    init(scenario: String) { self.scenario = scenario }

    /// Shows the last second.
    func show(_ moment: RunReport.Moment, troubles: [String: UInt64]) {
        shown += 1
        guard isTerminal || shown % Self.sparseSeconds == 0 else { return }
        var line = "\(scenario) \(Int(moment.second)) s  \(moment.pens) pens  \(Int(moment.movesPerS)) moves/s"
        if let p50 = moment.p50Ms, let p99 = moment.p99Ms, let most = moment.maxMs {
            line += "  p50 \(Self.figure(p50)) p99 \(Self.figure(p99)) max \(Self.figure(most)) ms"
        }
        if moment.lateShare > 0.0005 { line += "  late \(Self.figure(moment.lateShare * 100)) %" }
        if let (words, count) = troubles.max(by: { $0.value < $1.value }) { line += "  \(count)× \(words.prefix(60))" }
        Self.write(isTerminal ? "\r\u{1B}[2K\(line)" : line + "\n")
    }

    /// Tells something before the run.
    static func tell(_ text: String) { write(text + "\n") }

    /// Takes the line away.
    func clear() {
        if isTerminal { Self.write("\r\u{1B}[2K") }
    }

    private static func write(_ text: String) {
        _ = DescriptorWriting.write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Three significant digits; a dash for what is no number.
    static func figure(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        guard abs(value) < 1e15 else { return "\(value)" }
        if value >= 100 || value == value.rounded() { return "\(Int(value.rounded()))" }
        let scale = value >= 10 ? 10.0 : value >= 1 ? 100 : 1000
        return "\((value * scale).rounded() / scale)"
    }
}
