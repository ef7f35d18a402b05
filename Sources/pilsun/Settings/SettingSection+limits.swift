import Server

extension SettingSection {
    /// What a client may use up.
    static var limits: SettingSection {
        SettingSection(
            "Limits",
            [
                .count(
                    "max-connections", \.server.transport.limits.connections, in: 1...10_000_000,
                    "Connections at once; lowered to what the system's limit on open files leaves.")
            ])
    }
}
