public import ArgumentParser
public import Loop

/// What the command line says about TLS.
struct TLSOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A certificate and those that lead to a root, in PEM: speak HTTPS.",
            discussion: "Repeat it, each time with its --tls-key, for several names; the first is for all others.",
            valueName: "file"))
    var tlsCert: [String] = []

    @Option(help: ArgumentHelp("The key of the certificate, in PEM.", valueName: "file"))
    var tlsKey: [String] = []

    @Option(help: "The oldest version of TLS that clients may speak: 1.3 or 1.2.")
    var tlsMinimum = TLSVersion.v13

    @Option(help: ArgumentHelp("Serve only clients whose certificate leads to one of these.", valueName: "file"))
    var tlsClientCA: String?

    func validate() throws {
        guard tlsCert.count == tlsKey.count else {
            throw ValidationError("Give as many --tls-key as --tls-cert, in the same order.")
        }
        guard tlsClientCA == nil || !tlsCert.isEmpty else {
            throw ValidationError("--tls-client-ca needs --tls-cert and --tls-key.")
        }
    }

    /// The server's side of TLS; nil where no certificate was given.
    func server() throws(TLSFailure) -> TLSServer? {
        guard !tlsCert.isEmpty else { return nil }
        var configuration = TLSServerConfiguration(
            certificates: zip(tlsCert, tlsKey).map { TLSCertificate(chainFile: $0, keyFile: $1) })
        configuration.minimumVersion = tlsMinimum
        configuration.clientAuthorityFile = tlsClientCA
        return try TLSServer(configuration)
    }
}

extension TLSVersion: ExpressibleByArgument {}
