import Configuration

/// One setting of `pilsun serve`: its name, what it takes, what it is for, and where it goes.
///
/// The name is the flag's on the command line (`--max-connections`), the key's in the file (`"max-connections"`) and, in its
/// other spelling, the variable's in the environment (`PILSUN_MAX_CONNECTIONS`). A line in a ``SettingSection`` is all that a
/// new setting needs: help, precedence and messages come from it.
struct Setting {
    /// The name without dashes in front.
    let name: String
    /// What stands for the value in the help, nil for a flag that takes none.
    let placeholder: String?
    /// A sentence for people.
    let help: String
    /// The default as it is shown in the help; nil where there is none.
    let defaultText: String?
    /// The type that the sources are asked for.
    let type: ConfigType
    /// What it wants, as the end of a sentence that begins with "give".
    let expected: String
    /// Puts the value where it belongs.
    let apply: (ConfigContent, inout ServeConfiguration) throws(UnusableValue) -> Void

    /// Where swift-configuration looks it up: one component, so that the name is the same everywhere.
    var key: AbsoluteConfigKey { AbsoluteConfigKey([name]) }

    /// The variable's name in the environment.
    var variable: String { "PILSUN_" + name.uppercased().replacing("-", with: "_") }

    /// Whether it may be given several times.
    var isList: Bool { type == .stringArray }

    /// Whether its presence on the command line is its value.
    var isFlag: Bool { type == .bool }
}

extension Setting {
    /// A whole number within a range.
    static func count(
        _ name: String, _ path: WritableKeyPath<ServeConfiguration, Int>, in range: ClosedRange<Int>,
        of placeholder: String = "count", shown: String? = nil, _ help: String
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help,
            defaultText: shown ?? String(ServeConfiguration()[keyPath: path]), type: .int,
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
        ) { content, configuration throws(UnusableValue) in
            guard case .int(let value) = content, range.contains(value) else { throw UnusableValue() }
            configuration[keyPath: path] = value
        }
    }

    /// A time in seconds, kept in milliseconds. `zero` says what 0 stands for, where it stands for something.
    static func seconds(
        _ name: String, _ path: WritableKeyPath<ServeConfiguration, Int>, zero: String? = nil, _ help: String
    ) -> Setting {
        let milliseconds = ServeConfiguration()[keyPath: path]
        let seconds = milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
        return Setting(
            name: name, placeholder: "seconds", help: zero.map { "\(help) 0: \($0)." } ?? help,
            defaultText: seconds, type: .double,
            expected: "a number of seconds\(zero == nil ? " above 0" : ""), at most a year, such as 10 or 0.5"
        ) { content, configuration throws(UnusableValue) in
            guard case .double(let value) = content, value.isFinite, value >= 0, value <= 86_400 * 365,
                value > 0 || zero != nil
            else { throw UnusableValue() }
            // A very short time is not "none".
            configuration[keyPath: path] = value == 0 ? 0 : max(1, Int((value * 1000).rounded()))
        }
    }

    /// A text that is read by `parse`, which answers nil for what it cannot read.
    static func text<Value>(
        _ name: String, _ path: WritableKeyPath<ServeConfiguration, Value>, of placeholder: String,
        _ help: String, shown: String? = nil, expected: String, parse: @escaping (String) -> Value?
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help, defaultText: shown, type: .string, expected: expected
        ) { content, configuration throws(UnusableValue) in
            guard case .string(let text) = content, let value = parse(text) else { throw UnusableValue() }
            configuration[keyPath: path] = value
        }
    }

    /// A text of any kind: a path, a key.
    static func text(
        _ name: String, _ path: WritableKeyPath<ServeConfiguration, String?>, of placeholder: String, _ help: String
    ) -> Setting {
        text(name, path, of: placeholder, help, expected: "a text that is not empty") { $0.isEmpty ? nil : .some($0) }
    }

    /// Texts that are each read by `parse`; may be given several times, or with commas in the environment.
    static func list<Value>(
        _ name: String, _ path: WritableKeyPath<ServeConfiguration, [Value]>, of placeholder: String,
        _ help: String, expected: String, parse: @escaping (String) -> Value?
    ) -> Setting {
        Setting(
            name: name, placeholder: placeholder, help: help, defaultText: nil, type: .stringArray, expected: expected
        ) { content, configuration throws(UnusableValue) in
            guard case .stringArray(let texts) = content else { throw UnusableValue() }
            var values: [Value] = []
            for text in texts {
                guard let value = parse(text) else { throw UnusableValue(text) }
                values.append(value)
            }
            configuration[keyPath: path] = values
        }
    }

    /// Something that is switched on.
    static func flag(_ name: String, _ path: WritableKeyPath<ServeConfiguration, Bool>, _ help: String) -> Setting {
        Setting(
            name: name, placeholder: nil, help: help, defaultText: nil, type: .bool, expected: "true or false"
        ) { content, configuration throws(UnusableValue) in
            guard case .bool(let value) = content else { throw UnusableValue() }
            configuration[keyPath: path] = value
        }
    }
}
