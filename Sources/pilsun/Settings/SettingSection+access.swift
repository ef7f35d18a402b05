import Server
import Sessions
import Transport
import Wire

extension SettingSection {
    /// Who is believed, and who may come in.
    static var access: SettingSection {
        SettingSection(
            "Access",
            [
                .text(
                    "jwt-key", \.jwtKey, of: "file",
                    "What tokens are verified with: a PEM or JSON Web Key (P-256, Ed25519, RSA), a set of them, or a secret of 32 bytes or more. Without it everybody may write."
                ),
                .seconds(
                    "token-seconds", \.server.sessions.tokenMilliseconds, zero: "no limit",
                    "How long a client may stay that has shown no token, where there is --jwt-key."),
                .list(
                    "allow-origin", \.server.origins.named, of: "origin",
                    "An origin whose pages may use this server, besides the server's own: https://example.org, or * for all.",
                    expected: "an origin such as https://example.org, in lower case, without a path, or *"
                ) { $0 == "*" || OriginPolicy.isOrigin($0) ? $0 : nil },
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

extension OriginPolicy {
    /// The origins in order, for settings; `*` stands for all.
    var named: [String] {
        get { origins.sorted() + (allowsAll ? ["*"] : []) }
        set {
            origins = Set(newValue).subtracting(["*"])
            allowsAll = newValue.contains("*")
        }
    }
}
