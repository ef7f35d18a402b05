import Access
import ArgumentParser
import FoundationEssentials
import Server
import Wire

/// `pilsun token`: issues a token, for tests and for sites that have nobody else to do it.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issues a token for clients of a server with --jwt-key.",
        discussion: """
            The key is a private one (PEM or JSON Web Key, P-256 or Ed25519) or a secret of at least 32 bytes; the server gets its \
            public half or the same secret. To make one:

            openssl genpkey -algorithm ed25519 -out key.pem
            openssl pkey -in key.pem -pubout -out public.pem
            """)

    @Option(help: ArgumentHelp("The key to sign with.", valueName: "file"))
    var jwtKey: String

    @Option(help: "Who the token is for, as it stands in the server's log.")
    var subject: String

    @Option(help: "How long it is valid.")
    var seconds = 3600

    @Flag(help: "Allow to write: what a token is for that names nothing.")
    var write = false

    @Flag(help: "Allow to watch sessions and to list classes.")
    var watch = false

    @Option(help: ArgumentHelp("Only for this session.", valueName: "id"))
    var session: String?

    @Option(name: .customLong("class"), help: ArgumentHelp("Only for sessions of this class.", valueName: "name"))
    var className: String?

    func validate() throws {
        guard (1...86_400 * 366 * 10).contains(seconds) else {
            throw ValidationError("The seconds must be 1 to 316224000, which is ten years.")
        }
    }

    func run() throws {
        var claims = TokenClaims()
        claims.subject = subject
        claims.expiresAt = (Date().timeIntervalSince1970 + Double(seconds)).rounded(.down)
        claims.scope = watch ? (write ? ["write", "watch"] : ["watch"]) : ["write"]
        claims.session = session
        claims.className = className
        let keys = try TokenKeys(path: jwtKey)
        do {
            print(try keys.token(claims))
        } catch let fault as TokenKeysFault {
            throw CommandFailure("The key “\(jwtKey)” cannot be used: \(fault).")
        }
    }
}
