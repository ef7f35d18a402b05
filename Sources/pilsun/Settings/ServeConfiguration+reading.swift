import Server
import Transport
import Wire

extension ServeConfiguration {
    /// The configuration that command line, environment and file lead to, in that order of precedence.
    ///
    /// - Throws: a sentence that names the setting, where its value came from, and what it wants.
    init(arguments: [String], environment: [String: String]) throws(CommandFailure) {
        self.init()
        let settings = SettingSection.settings
        let given = try GivenArguments(arguments, settings: settings)
        var sources: [SettingSource] = [.commandLine(given), .environment(environment)]
        if let path = given.text("config") ?? environment["PILSUN_CONFIG"], !path.isEmpty {
            sources.append(.file(try SettingsFile(path: path, settings: settings)))
        }
        for setting in settings {
            for source in sources where try source.apply(setting, to: &self) { break }
        }
        unknownVariables = Self.unknownVariables(in: environment, settings)
        server.transport.deflate = compression.granted
        guard !server.transport.expectsProxyHeader || !server.transport.trustedProxies.isEmpty else {
            throw CommandFailure("--proxy-protocol needs --trusted-proxy: name the load balancer's address.")
        }
    }

    /// A sentence for each variable of the environment that is named like a setting and is none: a limit that does not hold.
    private static func unknownVariables(in environment: [String: String], _ settings: [Setting]) -> [String] {
        let known = Set(settings.map(\.variable))
        return environment.keys.filter { $0.hasPrefix("PILSUN_") && !known.contains($0) }.sorted().map { name in
            let asSetting = name.dropFirst("PILSUN_".count).lowercased().replacing("_", with: "-")
            let close = SettingSection.closest(to: asSetting).map { " (did you mean \($0.variable)?)" } ?? ""
            return "the variable \(name) in the environment is no setting\(close)"
        }
    }
}
