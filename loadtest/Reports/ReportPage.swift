/// A run as an HTML page that needs nothing else.
struct ReportPage {
    private let report: RunReport

    init(_ report: RunReport) { self.report = report }

    /// The page.
    var html: String { "<!doctype html><title>\(report.scenario)</title><pre>\(RunSummary(report).text)</pre>" }
}
