import Logging

extension SettingSection {
    /// Logs and the end.
    static var running: SettingSection {
        SettingSection(
            "Running",
            [
                .text(
                    "log-level", \.logLevel, of: "level",
                    "What is logged: trace, debug, info, notice, warning, error or critical.",
                    shown: ServeConfiguration().logLevel.rawValue,
                    expected: "trace, debug, info, notice, warning, error or critical",
                    parse: { Logger.Level(rawValue: $0) }),
                .seconds(
                    "drain-seconds", \.drainMilliseconds,
                    "The time from SIGTERM to the end, in which clients are sent elsewhere."),
            ])
    }
}
