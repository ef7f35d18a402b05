/// A namespace of a Socket.IO server, and who holds the channels in it.
public struct SocketIONamespace {
    /// Its name, with the slash.
    public let name: String
    let makeDelegate: () -> any SocketIOChannelDelegate

    /// A namespace whose every client gets a delegate of its own.
    public init(_ name: String, makeDelegate: @escaping () -> any SocketIOChannelDelegate) {
        self.name = name
        self.makeDelegate = makeDelegate
    }
}
