import Glibc
import Loop
import Wire

/// Why a transport has ended without being asked to.
enum TransportEnd: Equatable, Sendable, CustomStringConvertible {
    /// The connection could not be made; the value of `errno`.
    case refused(Int32)
    /// No answer in time.
    case timedOut
    /// TLS failed, with its reason.
    case insecure(String)
    /// The server answered, but not as one that speaks this transport.
    case rejected(String)
    /// The server closed with this code.
    case closed(CloseCode)
    /// The connection broke; the value of `errno`, 0 where it simply ended.
    case broken(Int32)
    /// The server did not read for so long that what is queued here has reached its bound.
    case congested
    /// What the server sent is against the rules.
    case violated(String)

    /// What the socket's end means; nil where it was ended here.
    init?(_ reason: TCPCloseReason) {
        switch reason {
        case .closedHere: return nil
        case .broken(let code): self = .broken(code)
        case .refused(let code): self = .refused(code)
        case .overflow: self = .congested
        case .insecure(let failure): self = .insecure("\(failure)")
        }
    }

    /// A sentence that says what to look at.
    var description: String {
        switch self {
        case .refused(let code) where code == ECONNREFUSED:
            "nobody listens there: is the server running, and is the port right?"
        case .refused(let code) where code == EADDRNOTAVAIL || code == EADDRINUSE:
            "the local ports are used up: connect from more addresses (--sources), or wait a minute until closed ones are free"
        case .refused(let code) where code == EMFILE || code == ENFILE:
            "this process has no descriptors left: raise the limit (ulimit -n) or use fewer pens"
        case .refused(let code): "the connection could not be made: \(String(cString: strerror(code)))"
        case .timedOut:
            "the server accepted but did not answer in time: is it overloaded, or does it expect TLS (wss://)?"
        case .insecure(let why):
            "no secure connection: \(why); --ca names the authority's file, --insecure trusts anybody, ws:// goes without TLS"
        case .rejected(let why) where why.hasPrefix("404"):
            "there is no transport at this path (\(why)): is it the right server? Without a path in the URL the usual one is taken"
        case .rejected(let why): "the server did not open the transport: \(why)"
        case .closed(let code): "the server closed the connection with code \(code.rawValue)\(Self.meaning(code))"
        case .broken(0): "the server ended the connection without a close frame: it may have crashed or been killed"
        case .broken(let code):
            "the connection broke: \(String(cString: strerror(code))); the server may have crashed or been killed"
        case .congested: "the server stopped reading: it is overloaded or stuck"
        case .violated(let why): "the server broke the protocol: \(why)"
        }
    }

    private static func meaning(_ code: CloseCode) -> String {
        switch code {
        case .goingAway: " (going away)"
        case .policyViolation: " (a limit of the server was hit)"
        case .messageTooBig: " (message too big)"
        case .serviceRestart: " (it restarts)"
        case .tryAgainLater: " (overloaded, or this client reads too slowly)"
        default: ""
        }
    }

    /// In a few words, for counting by kind.
    var kind: String {
        switch self {
        case .refused: "refused"
        case .timedOut: "timed out"
        case .insecure: "TLS failed"
        case .rejected: "rejected"
        case .closed(let code): "closed \(code.rawValue)"
        case .broken: "broken"
        case .congested: "congested"
        case .violated: "protocol violated"
        }
    }
}
