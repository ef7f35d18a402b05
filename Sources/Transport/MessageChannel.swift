public import Loop
public import Wire

/// A connection that carries whole messages in both directions, as a session sees it.
///
/// A WebSocket is one; Socket.IO over WebSocket or long-polling is another. A channel belongs to one loop: every call
/// is made on that loop's thread, and every callback comes on it. Sending never blocks and never fails: what the
/// socket does not take is queued, and a reader that is too slow is reported by ``MessageChannelDelegate``.
public protocol MessageChannel: AnyObject {
    /// Queues a text message; everything that is sent in one turn of the loop leaves in one write.
    /// The bytes must be UTF-8 and are copied.
    func send(text: RawSpan)

    /// Queues a binary message.
    func send(binary: RawSpan)

    /// Sends what is queued, then closes with this code. Later sends are dropped.
    func close(_ code: CloseCode, reason: String)

    /// Stops reading from the socket; messages that had already arrived are held back as well. Idempotent.
    func pauseReading()

    /// Goes on reading; what was held back is delivered first, in a later turn. Idempotent.
    func resumeReading()

    /// Bytes that were sent here but not yet taken by the operating system.
    var queuedBytes: Int { get }

    /// Where the client is.
    var remoteAddress: SocketAddress { get }

    /// The subprotocol that was chosen at the upgrade, or nil.
    var subprotocol: String? { get }
}

extension MessageChannel {
    /// Queues a text message. For the paths that are not hot.
    public func send(text: String) {
        let bytes = Array(text.utf8)
        send(text: bytes.span.bytes)
    }
}
