internal import Glibc

/// A connection's socket on its way from one loop to another, with its TLS session and what is still to be sent.
///
/// Sendable, although the layer in it is not: one loop has given them up, and the one that takes them is the
/// next to touch them; the mailbox between them orders the two. What is never taken is closed.
public final class DetachedSocket: @unchecked Sendable {
    fileprivate let remoteAddress: SocketAddress
    fileprivate let congestionBytes: Int
    fileprivate let unsent: [UInt8]
    fileprivate let secure: SecureLayer?
    private var descriptor: Int32
    private var place: ConnectionPlace?

    fileprivate init(_ connection: TCPConnection, unsent: [UInt8]) {
        descriptor = connection.descriptor
        remoteAddress = connection.remoteAddress
        congestionBytes = connection.congestionBytes
        secure = connection.secure
        place = connection.place
        self.unsent = unsent
    }

    deinit {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        place?.giveBack(remoteAddress)
    }

    /// Hands the socket and its place over, once.
    fileprivate func take() -> (descriptor: Int32, place: ConnectionPlace?) {
        defer {
            descriptor = -1
            place = nil
        }
        return (descriptor, place)
    }
}

extension TCPConnection {
    /// Takes the socket away from this loop. The connection is closed for everybody here, without a call of its delegate's.
    /// Nil where it is not open.
    public func detach() -> DetachedSocket? {
        guard state == .open, failure == nil, !isHandshaking else { return nil }
        let unsent = block.map { Array(UnsafeRawBufferPointer(start: $0 + start, count: end - start)) } ?? []
        let socket = DetachedSocket(self, unsent: unsent)
        state = .closed
        secure = nil
        delegate = nil
        releaseBlock()
        stopWatching()
        return socket
    }

    /// Puts a socket onto this loop.
    public static func adopt(
        _ loop: EventLoop, _ socket: DetachedSocket, delegate makeDelegate: (TCPConnection) -> any TCPConnectionDelegate
    ) throws(SystemError) {
        let (descriptor, place) = socket.take()
        let connection: TCPConnection
        do throws(SystemError) {
            connection = try TCPConnection(
                loop, descriptor: descriptor, remoteAddress: socket.remoteAddress, state: .open, place: place)
        } catch {
            Glibc.close(descriptor)
            place?.giveBack(socket.remoteAddress)
            throw error
        }
        connection.congestionBytes = socket.congestionBytes
        if let secure = socket.secure {
            secure.move(to: loop.tlsPipe)
            connection.secure(with: secure)
        }
        socket.unsent.withUnsafeBytes(connection.write)
        if connection.hasUnsent { connection.makeDirty() }
        connection.delegate = makeDelegate(connection)
        // The socket says again that the peer has ended; a TLS session does not.
        guard socket.secure?.session.peerHasEnded == true else { return }
        loop.atEndOfTurn {
            if connection.isOpen { connection.delegate?.connectionReachedEnd(connection) }
        }
    }
}
