/// The client's side of Engine.IO 4 and Socket.IO 5 in one namespace, as far as pens need it. Pure: packets in, steps out.
///
///     awaiting the open packet ── 0{…} ──▶ joining (40 is sent) ── 40{…} ──▶ joined: 42[…] are events, 2 is answered by 3
struct SocketIOConversation: Equatable, Sendable {
    /// What a packet leads to.
    enum Step: Equatable, Sendable {
        case nothing
        /// Send this packet.
        case send([UInt8])
        /// The namespace is joined.
        case joined
        /// An event; its text begins at this byte of the packet.
        case event(at: Int)
        /// The server has ended the conversation, or broken its rules.
        case ended(String)
    }

    private enum State: Equatable, Sendable { case opening, joining, joined }

    private var state = State.opening
    /// The Engine.IO session's id, once it is known.
    private(set) var session = ""

    /// Takes a packet.
    mutating func heard(_ packet: RawSpan) -> Step {
        guard packet.byteCount > 0 else { return .nothing }
        switch packet.unsafeLoad(fromByteOffset: 0, as: UInt8.self) {
        case UInt8(ascii: "0"): return opened(packet)
        case UInt8(ascii: "1"): return .ended("it closed the Engine.IO session")
        case UInt8(ascii: "2"): return .send([UInt8(ascii: "3")])
        case UInt8(ascii: "4"): return message(packet)
        default: return .nothing
        }
    }

    private mutating func opened(_ packet: RawSpan) -> Step {
        let text = packet.withUnsafeBytes { Array($0.dropFirst()) }
        guard state == .opening, let id = JSONElements.string(JSONElements.member("sid", of: text[...])) else {
            return .ended("its open packet has no session id")
        }
        session = id
        state = .joining
        return .send(Array("40".utf8))
    }

    private mutating func message(_ packet: RawSpan) -> Step {
        guard packet.byteCount > 1 else { return .nothing }
        switch packet.unsafeLoad(fromByteOffset: 1, as: UInt8.self) {
        case UInt8(ascii: "0") where state == .joining:
            state = .joined
            return .joined
        case UInt8(ascii: "1"): return .ended("it disconnected the namespace")
        case UInt8(ascii: "2"): return .event(at: 2)
        case UInt8(ascii: "4"): return .ended("it refused the namespace")
        default: return .nothing
        }
    }
}
