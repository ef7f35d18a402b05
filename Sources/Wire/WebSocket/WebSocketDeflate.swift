/// What permessage-deflate (RFC 7692) may use here.
public struct WebSocketDeflate: Hashable, Sendable {
    /// Messages shorter than this are sent as they are: compression would cost more than it saves.
    public var minimumBytes = 256
    /// Window of the server's compressor, 9…15 (memory 2^(bits + 2) bytes).
    public var serverWindowBits = 15
    /// Window that clients are asked to keep to, 8…15 (memory 2^bits bytes here).
    public var clientWindowBits = 15
    /// Whether the server's compressor keeps its window from message to message: smaller messages, more memory.
    public var serverContextTakeover = true
    /// Whether clients may keep their window from message to message.
    public var clientContextTakeover = true
    /// Memory for windows that are kept from message to message, over all connections, in bytes. A connection that comes when it
    /// is used up agrees to keep none.
    public var contextBytes = 64 * 1024 * 1024
    /// zlib's level, 1…9.
    public var level = 6

    /// The defaults.
    public init() {}
}
