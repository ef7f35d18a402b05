import Glibc
import Loop
import Transport
import Wire

/// Accepts WebSockets at `/` and `/echo`, Engine.IO sessions at `/engine.io/`, Socket.IO clients at `/socket.io/`.
final class EchoHandler: RequestHandler {
    private let echo = Echo()
    private let engine: EngineHub
    private let socketIO: SocketIOServer

    init(loop: EventLoop) {
        var configuration = SocketIOConfiguration()
        configuration.engine.settings.pingIntervalMilliseconds = 300
        configuration.engine.settings.pingTimeoutMilliseconds = 200
        configuration.engine.settings.payloadBytes = 1_000_000
        configuration.connectMilliseconds = 1_000
        configuration.engine.origins.allowsAll = true
        engine = EngineHub(loop: loop, configuration: configuration.engine) { [echo] in echo }
        socketIO = SocketIOServer(
            loop: loop, configuration: configuration,
            namespaces: [
                SocketIONamespace("/") { EchoSocket() }, SocketIONamespace("/custom") { EchoSocket() },
            ])
    }

    func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        switch request.path {
        case "/", "/echo": exchange.acceptWebSocket(subprotocol: nil, delegate: echo)
        case "/engine.io/": engine.handle(request, exchange)
        case "/socket.io/": socketIO.handle(request, exchange)
        default:
            exchange.respond(
                HTTPResponse(.notFound, text: "There is only /, /echo, /engine.io/ and /socket.io/.\n"))
        }
    }

    func drain(overMilliseconds milliseconds: Int) {
        echo.closeAll()
        engine.drain(overMilliseconds: 0)
        socketIO.drain(overMilliseconds: 0)
    }
}

/// Makes the line with the address visible to a script that waits for it on a pipe.
func fflushStandardOutput() {
    fflush(nil)
}
