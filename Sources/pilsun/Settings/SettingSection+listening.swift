import Server
import Transport

extension SettingSection {
    /// Where the server listens, and with what.
    static var listening: SettingSection {
        SettingSection(
            "Listening",
            [
                .text(
                    "host", \.server.transport.host, of: "address", "A numeric address to listen on.",
                    shown: ServeConfiguration().server.transport.host, expected: "a numeric address such as 127.0.0.1"
                ) { $0.isEmpty ? nil : $0 },
                .count(
                    "port", \.server.transport.port.whole, in: 0...65535, of: "port",
                    "The port; 0 lets the system choose."),
                .count(
                    "loops", \.server.transport.loops, in: 1...256,
                    "Threads for connections; one for each core when not given."),
                .text(
                    "config", \.settingsFile, of: "file",
                    "A file with settings. Only on the command line and in the environment."),
            ])
    }
}

extension UInt16 {
    /// The number as an `Int`, for settings; what does not fit is clamped.
    var whole: Int {
        get { Int(self) }
        set { self = UInt16(clamping: newValue) }
    }
}
