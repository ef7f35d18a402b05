/// What a client sends along when it asks for a namespace: the object that is called `auth` in clients' programs.
public struct SocketIOAuth: Equatable, Sendable {
    /// Whether offsets are asked for, so that the channel can be recovered.
    public var wantsRecovery = false
    /// The secret of the channel that is to be recovered; clients that had one send it by themselves.
    public var recovery: String?
    /// The offset of the last event that the client has seen, likewise.
    public var offset: String?
    /// A token that says who the client is.
    public var token: String?
    /// The session that is to be watched.
    public var session: String?

    /// An auth that says nothing.
    public init() {}

    /// Reads the object; nothing stands for an empty one. Keys that are not known are passed over.
    public init(_ json: RawSpan) throws(EventError) {
        guard !json.isEmpty else { return }
        var cursor = JSONCursor(json)
        var auth = SocketIOAuth()
        try cursor.members { cursor, key throws(EventError) in
            if try cursor.takeNull() { return }
            switch key {
            case JSONWord("recovery"): auth.wantsRecovery = try cursor.bool()
            case JSONWord("pid"): auth.recovery = try cursor.string(limit: EventLimits.wordBytes, named: "pid")
            case JSONWord("offset"): auth.offset = try cursor.string(limit: EventLimits.wordBytes, named: "offset")
            case JSONWord("token"): auth.token = try cursor.string(limit: EventLimits.tokenBytes, named: "token")
            case JSONWord("session"): auth.session = try cursor.string(limit: EventLimits.wordBytes, named: "session")
            default: try cursor.skipValue()
            }
        }
        self = auth
    }
}
