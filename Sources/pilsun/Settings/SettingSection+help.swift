extension SettingSection {
    private static let textColumn = 28
    private static let width = 78

    /// The settings as the help shows them.
    static var help: String {
        """
        Every setting can be given on the command line (--port 8080), in the environment (PILSUN_PORT=8080) and in a file \
        (--config FILE, one JSON object: {"port": 8080}). The command line beats the environment, the environment the file. \
        What may be given several times is an array in the file, and divided by commas in the environment.

        SIGTERM and SIGINT drain: no new connections, clients are told to come again, spread over --drain-seconds, then it \
        ends. SIGHUP reads the certificates, --jwt-key and --log-level again.


        """ + all.map(\.text).joined(separator: "\n")
    }

    private var text: String {
        var text = title.uppercased() + ":\n"
        for setting in settings {
            let name = "  --\(setting.name)" + (setting.placeholder.map { " <\($0)>" } ?? "")
            let indent = String(repeating: " ", count: Self.textColumn)
            let lines = Self.wrap(Self.sentence(setting), to: Self.width - Self.textColumn)
            let isLong = name.count >= Self.textColumn - 1
            text += isLong ? name + "\n" + indent : name + indent.dropFirst(name.count)
            text += lines.joined(separator: "\n" + indent) + "\n"
        }
        return text
    }

    private static func sentence(_ setting: Setting) -> String {
        setting.help + (setting.isList ? " May be given several times." : "")
            + (setting.defaultText.map { " (default: \($0))" } ?? "")
    }

    private static func wrap(_ text: String, to width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
