import Configuration

/// The settings that the command line names: `--name value`, `--name=value`, and `--name` for a flag.
struct GivenArguments: ConfigSnapshot {
    let providerName = "command line"
    private var values: [String: [String]] = [:]

    /// Reads the arguments behind `pilsun serve`.
    init(_ arguments: [String], settings: [Setting]) throws(CommandFailure) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                throw CommandFailure("“\(argument)” is no setting: write --name value. \(SettingSection.hint)")
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let setting = settings.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    "There is no setting --\(name)\(SettingSection.suggestion(for: name, "--")). \(SettingSection.hint)"
                )
            }
            guard setting.isList || values[name] == nil else {
                throw CommandFailure("--\(name) is given twice, but takes one value.")
            }
            values[name, default: []].append(try Self.value(of: setting, parts.dropFirst().first, &rest))
        }
    }

    private static func value(
        of setting: Setting, _ attached: Substring?, _ rest: inout ArraySlice<String>
    ) throws(CommandFailure) -> String {
        if let attached { return String(attached) }
        if setting.isFlag { return "true" }
        guard let value = rest.first, !value.hasPrefix("--") else {
            throw CommandFailure("--\(setting.name) needs a value: --\(setting.name) <\(setting.placeholder ?? "")>.")
        }
        rest.removeFirst()
        return value
    }

    /// The only value of a setting, before the table is consulted.
    func text(_ name: String) -> String? { values[name]?.first }

    func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        let name = key.components.joined(separator: ".")
        guard let given = values[name] else { return LookupResult(encodedKey: name, value: nil) }
        let content: ConfigContent? =
            switch type {
            case .stringArray: .stringArray(given)
            case .int: Int(given[0]).map { .int($0) }
            case .double: Double(given[0]).map { .double($0) }
            case .bool: Bool(given[0]).map { .bool($0) }
            default: .string(given[0])
            }
        guard let content else { throw UnusableValue() }
        return LookupResult(encodedKey: name, value: ConfigValue(content, isSecret: false))
    }
}
