import Configuration
import FoundationEssentials

/// One of the places that settings come from: the command line, the environment, the file.
struct SettingSource {
    private let snapshot: any ConfigSnapshot
    /// What the setting is called there, for messages.
    private let describe: (Setting) -> String

    /// What was given on the command line.
    static func commandLine(_ arguments: GivenArguments) -> SettingSource {
        SettingSource(snapshot: arguments) { "--\($0.name)" }
    }

    /// The variables of the environment. An empty one counts as not given, as containers' descriptions write it.
    static func environment(_ variables: [String: String]) -> SettingSource {
        let provider = EnvironmentVariablesProvider(environmentVariables: variables.filter { !$0.value.isEmpty })
        return SettingSource(snapshot: PrefixedSnapshot(base: provider.snapshot())) { $0.variable }
    }

    /// The settings file.
    static func file(_ file: SettingsFile) -> SettingSource {
        SettingSource(snapshot: file) { "“\($0.name)” in \(file.providerName)" }
    }

    /// Applies the setting if this source has it; says whether it has.
    func apply(_ setting: Setting, to configuration: inout ServeConfiguration) throws(CommandFailure) -> Bool {
        do throws(UnusableValue) {
            guard let content = try content(of: setting) else { return false }
            try setting.apply(content, &configuration)
            return true
        } catch {
            let value = error.value.map { " “\($0)”" } ?? ""
            throw CommandFailure("\(describe(setting))\(value): give \(setting.expected). \(setting.help)")
        }
    }

    /// Nil where the source does not have it; an error where it is there, but of another type.
    private func content(of setting: Setting) throws(UnusableValue) -> ConfigContent? {
        do {
            return try snapshot.value(forKey: setting.key, type: setting.type).value?.content
        } catch {
            throw UnusableValue()
        }
    }
}

/// Looks keys up under `PILSUN_`.
private struct PrefixedSnapshot: ConfigSnapshot {
    let base: any ConfigSnapshot

    var providerName: String { base.providerName }

    func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        try base.value(forKey: key.prepending(["pilsun"]), type: type)
    }
}
