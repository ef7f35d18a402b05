import Loop

/// What a connection between two ends of a test is protected by.
enum Security: String, CaseIterable {
    case plain, tls

    private static let pair: (server: TLSServer, client: TLSClient) = {
        let certificates = TestCertificates.shared
        var configuration = TLSClientConfiguration()
        configuration.authorityFile = certificates.authorityFile
        do {
            return (
                try TLSServer(TLSServerConfiguration(certificates: [certificates.localhost])),
                try TLSClient(configuration)
            )
        } catch {
            fatalError("\(error)")
        }
    }()

    var server: TLSServer? { self == .tls ? Self.pair.server : nil }

    var client: TLSPeer? { self == .tls ? TLSPeer(Self.pair.client, name: "localhost") : nil }
}
