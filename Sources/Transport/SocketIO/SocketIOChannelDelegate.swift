public import Wire

/// What the holder of a ``SocketIOChannel`` is told, on the channel's loop. The channel holds its delegate until it is closed.
public protocol SocketIOChannelDelegate: AnyObject {
    /// A client asks to be let in; `auth` is the object that it sent along, or nothing. Call ``SocketIOChannel/accept(recovery:)``
    /// or ``SocketIOChannel/refuse(_:data:)``, now or later.
    func channelConnects(_ channel: SocketIOChannel, auth: RawSpan)

    /// An event, as the JSON array of its name and arguments, with its attachments. Where there is an id, the client waits for
    /// ``SocketIOChannel/acknowledge(_:_:attachments:)``.
    func channel(_ channel: SocketIOChannel, received event: RawSpan, attachments: [[UInt8]], id: UInt64?)

    /// The client's answer to an event that was sent with this id: a JSON array.
    func channel(_ channel: SocketIOChannel, acknowledged id: UInt64, _ arguments: RawSpan, attachments: [[UInt8]])

    /// The client has broken a rule, and the connection is about to be closed with this code. What is sent from inside this call
    /// still goes out before the close.
    func channel(_ channel: SocketIOChannel, refused code: CloseCode, reason: String)

    /// As ``MessageChannelDelegate/channelCongested(_:)``.
    func channelCongested(_ channel: SocketIOChannel)

    /// As ``MessageChannelDelegate/channelDrained(_:)``.
    func channelDrained(_ channel: SocketIOChannel)

    /// The client has left, or was expelled, or its connection is gone. Last, and once.
    func channelClosed(_ channel: SocketIOChannel, code: CloseCode)
}

extension SocketIOChannelDelegate {
    /// Nobody asked.
    public func channel(
        _ channel: SocketIOChannel, acknowledged id: UInt64, _ arguments: RawSpan, attachments: [[UInt8]]
    ) {}

    /// The close says it all.
    public func channel(_ channel: SocketIOChannel, refused code: CloseCode, reason: String) {}

    /// Closes with 1013, "try again later".
    public func channelCongested(_ channel: SocketIOChannel) {
        channel.closeConnection(.tryAgainLater, reason: "you read too slowly")
    }

    /// Nothing to do.
    public func channelDrained(_ channel: SocketIOChannel) {}
}
