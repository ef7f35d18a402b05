import Glibc
import Loop

/// Certificates of one authority, made by `openssl` when the first test asks for them.
struct TestCertificates {
    static let shared = TestCertificates()

    /// Where they are.
    let directory: String
    /// The authority that has signed all of them.
    let authorityFile: String
    /// Names localhost and 127.0.0.1.
    let localhost: TLSCertificate
    /// Names `*.pilsun.test`, with an RSA key.
    let example: TLSCertificate
    /// A certificate that a test replaces; localhost's at first.
    let live: TLSCertificate
    /// A client's.
    let client: TLSCertificate
    /// Signed by nobody else than itself, also for localhost.
    let stranger: TLSCertificate

    private init() {
        var template = Array("/tmp/pilsun-certificates-XXXXXX".utf8CString)
        directory = String(cString: mkdtemp(&template))
        let base = directory
        func file(_ name: String) -> String { "\(base)/\(name).pem" }
        func pair(_ name: String) -> TLSCertificate {
            TLSCertificate(chainFile: file(name), keyFile: file(name + "-key"))
        }
        func issue(_ name: String, _ alternativeName: String, key: String, signed: Bool = true) -> String {
            "openssl req -x509 -newkey \(key) -nodes -keyout \(name)-key.pem -out \(name).pem -days 2 "
                + "-subj /CN=\(name) -addext subjectAltName=\(alternativeName) "
                + (signed ? "-CA authority.pem -CAkey authority-key.pem" : "")
        }
        let ecdsa = "ec -pkeyopt ec_paramgen_curve:P-256"
        let result = Command.run(
            [
                "cd \(base)",
                "openssl req -x509 -newkey \(ecdsa) -nodes -keyout authority-key.pem "
                    + "-out authority.pem -days 2 -subj /CN=authority",
                issue("localhost", "DNS:localhost,IP:127.0.0.1", key: ecdsa),
                issue("example", "DNS:*.pilsun.test", key: "rsa:2048"),
                issue("client", "DNS:client", key: ecdsa),
                "cp localhost.pem live.pem", "cp localhost-key.pem live-key.pem",
                issue("stranger", "DNS:localhost", key: ecdsa, signed: false),
            ].joined(separator: " && "))
        precondition(result.status == 0, "openssl makes certificates: \(result.output)")
        authorityFile = file("authority")
        localhost = pair("localhost")
        example = pair("example")
        live = pair("live")
        client = pair("client")
        stranger = pair("stranger")
    }
}
