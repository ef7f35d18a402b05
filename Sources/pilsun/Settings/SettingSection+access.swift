import Server
import Wire

extension SettingSection {
    /// Who is believed, and who may come in.
    static var access: SettingSection {
        SettingSection(
            "Access",
            [
                .list(
                    "trusted-proxy", \.server.transport.trustedProxies, of: "cidr",
                    "Load balancers and proxies that are believed when they say where a client is (X-Forwarded-For), so that limits per address mean the client's.",
                    expected: "an address or a block such as 10.0.0.0/8", parse: { AddressBlock($0) }),
                .flag(
                    "proxy-protocol", \.server.transport.expectsProxyHeader,
                    "Connections from a trusted proxy begin with a PROXY header, version 1 or 2. Needs --trusted-proxy."
                ),
            ])
    }
}
