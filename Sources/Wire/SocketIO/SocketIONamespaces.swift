/// Which namespaces a client is in, and what its next packet therefore means.
///
/// A value without I/O. Namespaces are known by their place in the server's list.
public struct SocketIONamespaces: Sendable {
    /// What a packet leads to.
    public enum Step: Equatable, Sendable {
        /// The client asks for the namespace; ``granted(_:)`` or ``refused(_:)`` must follow.
        case connect(Int)
        /// Nobody knows this namespace: the client is told so, and the connection goes on.
        case refuse(String)
        /// An event or an acknowledgement for a namespace that the client is in.
        case deliver(Int)
        /// The client leaves the namespace.
        case leave(Int)
        /// What was under way when the server ended the client's stay.
        case ignore
        /// The packet does not fit.
        case violation(SocketIOViolation)
    }

    private enum Stay {
        case outside, asking, inside
        /// The server has ended it; the client may not know yet.
        case expelled
    }

    private let names: [String]
    private var stays: [Stay]

    /// A client that is in no namespace yet.
    public init(names: [String]) {
        self.names = names
        stays = Array(repeating: .outside, count: names.count)
    }

    /// Whether the client is in no namespace and has asked for none.
    public var isIdle: Bool { stays.allSatisfy { $0 == .outside || $0 == .expelled } }

    /// What the packet means.
    @inline(__always)
    public mutating func take(_ packet: SocketIOPacket) -> Step {
        guard let index = names.firstIndex(of: packet.namespace) else { return unknown(packet) }
        switch (packet.type, stays[index]) {
        case (.connect, .outside), (.connect, .expelled):
            stays[index] = .asking
            return .connect(index)
        case (.connect, _): return .violation(SocketIOViolation("you are in this namespace already"))
        case (.disconnect, .inside), (.disconnect, .asking):
            stays[index] = .outside
            return .leave(index)
        case (_, .inside): return .deliver(index)
        case (_, .expelled), (.disconnect, .outside): return .ignore
        case (_, .outside), (_, .asking): return .violation(SocketIOViolation("you are not in this namespace yet"))
        }
    }

    private func unknown(_ packet: SocketIOPacket) -> Step {
        switch packet.type {
        case .connect: .refuse(packet.namespace)
        case .disconnect: .ignore
        default: .violation(SocketIOViolation("there is no such namespace"))
        }
    }

    /// The server lets the client in.
    public mutating func granted(_ index: Int) { stays[index] = .inside }

    /// The server does not let the client in.
    public mutating func refused(_ index: Int) { stays[index] = .outside }

    /// The server ends the client's stay.
    public mutating func expelled(_ index: Int) { stays[index] = .expelled }
}
