/// What is timed: from the moment at which something should have been sent to the moment at which its answer was read.
enum LatencyKind: Int, CaseIterable, Sendable {
    case acknowledgement, fit, feedback, verdict, analysis, connect, resume, echo

    /// For machines: a key in the report.
    var key: String {
        switch self {
        case .acknowledgement: "ack"
        case .fit: "fit"
        case .feedback: "feedback"
        case .verdict: "verdict"
        case .analysis: "analysis"
        case .connect: "connect"
        case .resume: "resume"
        case .echo: "echo"
        }
    }

    /// For people.
    var title: String {
        switch self {
        case .acknowledgement: "ink → ink:ack"
        case .fit: "point → stroke:fit"
        case .feedback: "point → feedback:live"
        case .verdict: "pen-up → verdict"
        case .analysis: "character end → analysis:result"
        case .connect: "connect → session:ready"
        case .resume: "reconnect → session resumed"
        case .echo: "message → echo"
        }
    }
}
