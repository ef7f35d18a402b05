public import Wire

/// What the holder of a ``MessageChannel`` is told. All calls come on the loop of the channel.
///
/// The channel holds its delegate until it has called ``channelClosed(_:code:)``, which it does exactly once.
public protocol MessageChannelDelegate: AnyObject {
    /// The channel is open: it can send, and messages will follow.
    func channelOpened(_ channel: any MessageChannel)

    /// A whole text message, in valid UTF-8. The bytes are the socket's receive buffer: valid during the call only.
    func channel(_ channel: any MessageChannel, receivedText text: RawSpan)

    /// A whole binary message. The bytes are valid during the call only.
    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan)

    /// The client has broken a rule of the transport and is about to be closed with this code. What is sent from inside
    /// this call still goes out before the close.
    func channel(_ channel: any MessageChannel, refused code: CloseCode, reason: String)

    /// More is queued than ``TransportLimits/queuedBytes``: the client reads too slowly. Called once until
    /// ``channelDrained(_:)``. What is sent from inside this call still goes out (an `error` event, then a close).
    func channelCongested(_ channel: any MessageChannel)

    /// Everything that was queued after a congestion has been taken by the operating system.
    func channelDrained(_ channel: any MessageChannel)

    /// The channel is gone, with the code that the client sent, that was sent to it, or 1006 when the connection broke.
    func channelClosed(_ channel: any MessageChannel, code: CloseCode)
}

extension MessageChannelDelegate {
    /// Closes with 1013, "try again later".
    public func channelCongested(_ channel: any MessageChannel) {
        channel.close(.tryAgainLater, reason: "you read too slowly")
    }

    /// The close says it all.
    public func channel(_ channel: any MessageChannel, refused code: CloseCode, reason: String) {}

    /// Nothing to do.
    public func channelDrained(_ channel: any MessageChannel) {}
}
