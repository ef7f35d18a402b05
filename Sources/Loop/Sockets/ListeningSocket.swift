internal import Glibc

/// A bound and listening socket that no loop watches yet. Several of them share a port: with `SO_REUSEPORT` the kernel
/// spreads the connections over them, one for each loop.
public struct ListeningSocket: Sendable {
    /// Where it listens, with the port that the system chose when 0 was asked for.
    public let address: SocketAddress
    let descriptor: Int32

    /// Binds and listens. What accepted connections inherit is set here once: no delay (Nagle).
    public init(_ address: SocketAddress, backlog: Int32 = 4096) throws(SystemError) {
        let descriptor = try Self.bound(address, sharesPort: true)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        guard listen(descriptor, backlog) == 0, let bound = SocketAddress(localOf: descriptor) else {
            throw Self.failure(address, descriptor)
        }
        self.address = bound
        self.descriptor = descriptor
    }

    /// A socket that is bound to an address; with others only if all of them share.
    private static func bound(_ address: SocketAddress, sharesPort: Bool) throws(SystemError) -> Int32 {
        let family = address.isIPv4 ? AF_INET : AF_INET6
        let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, flags, 0)
        guard descriptor >= 0 else { throw SystemError("make a socket") }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
        if sharesPort { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, 4) }
        guard address.withSocketAddress({ bind(descriptor, $0, $1) }) == 0 else { throw failure(address, descriptor) }
        return descriptor
    }

    private static func failure(_ address: SocketAddress, _ descriptor: Int32) -> SystemError {
        let error = SystemError("listen on \(address)")
        Glibc.close(descriptor)
        return error
    }

    /// One socket for each of `count` loops, all on one port; with port 0 the first one chooses. Fails when somebody listens there
    /// already: a second server would share the port with the first, and sessions come to the wrong one by chance.
    public static func shared(_ address: SocketAddress, count: Int) throws(SystemError) -> [ListeningSocket] {
        if address.port != 0 { Glibc.close(try bound(address, sharesPort: false)) }
        var sockets: [ListeningSocket] = []
        do throws(SystemError) {
            for _ in 0..<count {
                let port = sockets.first?.address.port ?? address.port
                sockets.append(
                    try ListeningSocket(SocketAddress(high: address.high, low: address.low, port: port)))
            }
        } catch {
            for socket in sockets { socket.close() }
            throw error
        }
        return sockets
    }

    /// Closes it; only where no listener has taken it over.
    public func close() {
        Glibc.close(descriptor)
    }
}
