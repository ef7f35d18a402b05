import Loop

extension SettingSection {
    /// HTTPS and who may speak it.
    static var tls: SettingSection {
        SettingSection(
            "TLS",
            [
                .list(
                    "tls-cert", \.tls.certificates, of: "file",
                    "A certificate and those that lead to a root, in PEM: speak HTTPS. Each with its --tls-key, for several names; the first is for all others.",
                    expected: "the path of a file", parse: Self.path),
                .list(
                    "tls-key", \.tls.keys, of: "file", "The key of the certificate, in PEM.",
                    expected: "the path of a file", parse: Self.path),
                .text(
                    "tls-minimum", \.tls.minimumVersion, of: "version",
                    "The oldest version of TLS that clients may speak.", shown: TLSSettings().minimumVersion.rawValue,
                    expected: TLSVersion.allCases.map(\.rawValue).joined(separator: " or "),
                    parse: { TLSVersion(rawValue: $0) }),
                .text(
                    "tls-client-ca", \.tls.clientAuthority, of: "file",
                    "Serve only clients whose certificate leads to one of these."),
            ])
    }

    private static func path(_ text: String) -> String? { text.isEmpty ? nil : text }
}
