import Configuration
import FoundationEssentials

/// The settings file: one JSON object with the names of the settings as keys.
///
/// A snapshot of swift-configuration's of the project's own, because the one that it brings for JSON needs all of Foundation,
/// whose Unicode tables are larger than the server.
struct SettingsFile: ConfigSnapshot {
    /// The file's name, for messages.
    let providerName: String
    private let values: [String: Value]

    /// Any JSON that a setting can be.
    private enum Value: Decodable {
        case text(String), whole(Int), number(Double), truth(Bool), list([String]), other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode(Bool.self) {
                self = .truth(value)
            } else if let value = try? container.decode(Int.self) {
                self = .whole(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else if let value = try? container.decode([String].self) {
                self = .list(value)
            } else {
                self = .other
            }
        }

        func content(as type: ConfigType) -> ConfigContent? {
            switch (type, self) {
            case (.string, .text(let text)): .string(text)
            case (.stringArray, .text(let text)): .stringArray([text])
            case (.stringArray, .list(let list)): .stringArray(list)
            case (.int, .whole(let number)): .int(number)
            case (.double, .whole(let number)): .double(Double(number))
            case (.double, .number(let number)): .double(number)
            case (.bool, .truth(let truth)): .bool(truth)
            default: nil
            }
        }
    }

    /// Reads the file at `path`. A key that is no setting is refused: it would be a limit that does not hold.
    init(path: String, settings: [Setting]) throws(CommandFailure) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw CommandFailure("The settings “\(path)” cannot be read: \(CommandFailure.reason(error)).")
        }
        try self.init(data, name: path, settings: settings)
    }

    /// Reads the file's contents.
    init(_ data: Data, name: String, settings: [Setting]) throws(CommandFailure) {
        providerName = name
        do {
            values = try JSONDecoder().decode([String: Value].self, from: data.withoutByteOrderMark)
        } catch {
            throw CommandFailure("“\(name)” is not one JSON object such as {\"port\": 8080}.")
        }
        let names = Set(settings.map(\.name))
        for key in values.keys.sorted() where !names.contains(key) {
            throw CommandFailure(
                "“\(name)”: there is no setting “\(key)”\(SettingSection.suggestion(for: key, "")). \(SettingSection.hint)"
            )
        }
    }

    func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        let name = key.components.joined(separator: ".")
        guard let value = values[name] else { return LookupResult(encodedKey: name, value: nil) }
        guard let content = value.content(as: type) else { throw UnusableValue() }
        return LookupResult(encodedKey: name, value: ConfigValue(content, isSecret: false))
    }
}
