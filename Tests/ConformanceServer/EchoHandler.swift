import Glibc
import Server
import Wire

/// Accepts WebSockets at `/` and `/echo`.
final class EchoHandler: RequestHandler {
    private let echo = Echo()

    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        guard request.path == "/" || request.path == "/echo" else {
            return exchange.respond(HTTPResponse(.notFound, text: "There is only / and /echo.\n"))
        }
        exchange.acceptWebSocket(subprotocol: nil, delegate: echo)
    }

    func drain() {
        echo.closeAll()
    }
}

/// Makes the line with the address visible to a script that waits for it on a pipe.
func fflushStandardOutput() {
    fflush(nil)
}
