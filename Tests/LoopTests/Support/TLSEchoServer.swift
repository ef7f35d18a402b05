import Loop
import Synchronization

/// Echoes on loops of its own, over TLS, loads its certificates again for whoever says "reload", and notes why connections ended.
final class TLSEchoServer: Sendable {
    let tls: TLSServer
    let address: SocketAddress
    private let remotes: [LoopRemote]
    private let threads: [LoopThread]
    private let reasons = Mutex<[TCPCloseReason]>([])

    /// - Parameters:
    ///   - loops: loops that share the port.
    ///   - expectsPrefix: a byte in plain text, as a PROXY header would be, comes before TLS.
    init(_ configuration: TLSServerConfiguration, loops: Int = 1, expectsPrefix: Bool = false) throws {
        let tls = try TLSServer(configuration)
        let sockets = try ListeningSocket.shared(SocketAddress(127, 0, 0, 1, port: 0), count: loops)
        self.tls = tls
        address = sockets[0].address
        var parts: [Part] = []
        for socket in sockets { parts.append(try Part(socket)) }
        remotes = parts.map(\.loop.remote)
        threads = try parts.map { part in try LoopThread(name: "tls echo") { part.loop.run() } }
        for part in parts {
            part.loop.remote.execute { loop in
                part.listener = try? TCPListener(
                    loop, part.socket, budget: ConnectionBudget(.init(connections: 1000)), refusal: { _ in [] }
                ) { [self] connection in
                    if expectsPrefix { return Prefix(self) }
                    connection.startTLS(tls, answerToPlainHTTP: Array("HTTP/1.1 400 speak TLS\r\n\r\n".utf8))
                    return Echo(self)
                }
            }
        }
    }

    /// Ends the loops; answers why the connections ended, in order.
    func stop() -> [TCPCloseReason] {
        for remote in remotes { remote.execute { $0.stop() } }
        for thread in threads { thread.join() }
        return ended
    }

    /// Why connections have ended so far.
    var ended: [TCPCloseReason] { reasons.withLock { $0 } }

    fileprivate func note(_ reason: TCPCloseReason) { reasons.withLock { $0.append(reason) } }

    /// Sendable, although its loop is not: after the thread has started, only that one touches it.
    private final class Part: @unchecked Sendable {
        let loop: EventLoop
        let socket: ListeningSocket
        var listener: TCPListener?

        init(_ socket: ListeningSocket) throws {
            loop = try EventLoop(receiveBytes: 64 * 1024)
            self.socket = socket
        }
    }

    private class Echo: TCPConnectionDelegate {
        let server: TLSEchoServer

        init(_ server: TLSEchoServer) { self.server = server }

        func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
            guard bytes.elementsEqual("reload".utf8) else { return connection.write(UnsafeRawBufferPointer(bytes)) }
            do throws(TLSFailure) {
                try server.tls.reload()
                Array("reloaded".utf8).withUnsafeBytes(connection.write)
            } catch {
                Array("kept: \(error)".utf8).withUnsafeBytes(connection.write)
            }
        }

        func connectionReachedEnd(_ connection: TCPConnection) { connection.close() }

        func connectionCongested(_ connection: TCPConnection) { connection.pauseReading() }

        func connectionDrained(_ connection: TCPConnection) { connection.resumeReading() }

        func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) { server.note(reason) }
    }

    /// Takes one byte, then speaks TLS from the second one on.
    private final class Prefix: Echo {
        override func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
            connection.delegate = Echo(server)
            connection.startTLS(server.tls, received: UnsafeMutableRawBufferPointer(rebasing: bytes[1...]))
        }
    }
}
