import Server

extension SettingSection {
    /// Characters and sessions.
    static var sessions: SettingSection {
        SettingSection(
            "Sessions",
            [
                .list(
                    "characters", \.libraries, of: "lib",
                    "A library of characters made by “characters import”; the first one that has a character wins.",
                    expected: "the path of a library"
                ) { $0.isEmpty ? nil : $0 },
                .count(
                    "lanes", \.server.sessions.lanes, in: 0...256,
                    "Threads for folding ink; 0 folds it on the loops."),
                .text(
                    "secret", \.server.sessions.secret, of: "text",
                    "The key of all sessions' secrets, the same on all nodes. Without it a random one is made, and secrets end with the process."
                ),
            ])
    }
}
