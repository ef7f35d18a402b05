// For the kinds of sockets: both modules see their header, and which one has them is the importer's chance.
internal import CUV
internal import Glibc

extension TCPConnection {
    /// Begins to connect. The delegate hears of the outcome in a later turn; bytes that are written until then are queued.
    ///
    /// - Parameters:
    ///   - source: where to connect from, for a client with many connections: each address of this machine has
    ///     its own ports. With port 0 the system chooses one; nil leaves all of it to the system.
    ///   - tls: the server that must be there, for a secured connection: it counts as opened after the handshake.
    public static func connect(
        _ loop: EventLoop, to address: SocketAddress, from source: SocketAddress? = nil, tls: TLSPeer? = nil,
        delegate: any TCPConnectingDelegate
    ) throws(SystemError) -> TCPConnection {
        let family = address.isIPv4 ? AF_INET : AF_INET6
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, flags, 0)
        guard descriptor >= 0 else { throw SystemError("make a socket") }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        if let source {
            // The port is chosen by connect(), where the system knows that it need only differ for this destination.
            setsockopt(descriptor, Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, &on, 4)
            guard source.withSocketAddress({ bind(descriptor, $0, $1) }) == 0 else {
                let error = SystemError("connect from \(source)")
                Glibc.close(descriptor)
                throw error
            }
        }
        let status = address.withSocketAddress { Glibc.connect(descriptor, $0, $1) }
        guard status == 0 || errno == EINPROGRESS else {
            let error = SystemError("connect to \(address)")
            Glibc.close(descriptor)
            throw error
        }
        do throws(SystemError) {
            let connection = try TCPConnection(
                loop, descriptor: descriptor, remoteAddress: address, state: .connecting)
            connection.delegate = delegate
            if let tls { connection.startTLS(tls) }
            return connection
        } catch {
            Glibc.close(descriptor)
            throw error
        }
    }
}
