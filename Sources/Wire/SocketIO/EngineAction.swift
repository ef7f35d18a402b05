/// What the holder of an ``EngineSession`` is to do next. In order, each once.
public enum EngineAction: Equatable, Sendable {
    /// Keep the GET that was just handed in until its answer comes.
    case holdPoll
    /// Answer the request that was just handed in with a payload.
    case answer([UInt8])
    /// Refuse the request that was just handed in.
    case refuse(EngineRefusal)
    /// Answer the GET that waits with a payload.
    case answerPoll([UInt8])
    /// Keep the POST that was just handed in, take its packets one after the other, and say when that is done.
    case readPost(EnginePayloadReader)
    /// The POST that waits has been taken.
    case answerPost
    /// The POST that waits could not be used.
    case refusePost(EngineRefusal)
    /// Send this text over the WebSocket.
    case frame([UInt8])
    /// Send all that waits in the outbox over the WebSocket, which from now on carries the session.
    case takeOver
    /// Close the WebSocket; the session goes on without it.
    case dropWebSocket(CloseCode)
    /// Tell the layer above that it is over.
    case closed(CloseCode)
    /// Forget the session; close its WebSocket with this code, where it has one.
    case forget(CloseCode)
}
