import Server
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
        server.transport.deflate = compression.granted
        guard !server.transport.expectsProxyHeader || !server.transport.trustedProxies.isEmpty else {
            throw CommandFailure("--proxy-protocol needs --trusted-proxy: name the load balancer's address.")
        }
    }
}
