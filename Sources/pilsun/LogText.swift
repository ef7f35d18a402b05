import Logging

/// What came from outside, as a log line shows it: no name, class, subject or path can end a line, forge a field or turn the text
/// around.
enum LogText {
    /// A value of a field: as it is where it is one plain word, otherwise in quotes with its escapes, as JSON has them.
    static func value(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { !isHidden($0) && $0 != " " && $0 != "\"" && $0 != "=" }
        return isPlain ? text : "\"\(escaped(text, quoting: true))\""
    }

    /// A sentence: its spaces and quotes are its own.
    static func sentence(_ text: String) -> String { escaped(text, quoting: false) }

    /// A field's value, whatever it is made of.
    static func value(_ value: Logger.MetadataValue) -> Logger.MetadataValue {
        switch value {
        case .string(let text): .string(Self.value(text))
        case .stringConvertible(let object): .string(Self.value(object.description))
        case .array(let values): .array(values.map(Self.value))
        case .dictionary(let fields): .dictionary(fields.mapValues(Self.value))
        }
    }

    private static func escaped(_ text: String, quoting: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case "\"", "\\": escaped += quoting ? "\\\(scalar)" : "\(scalar)"
            case _ where isHidden(scalar):
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Controls, line and paragraph separators, and what changes the direction of what stands beside it.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: scalar.properties.isBidiControl
        default: false
        }
    }
}
