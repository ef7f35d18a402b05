/// What a WebSocket's stream of bytes has led to. Bytes are valid until the reader's next step.
public enum WebSocketEvent {
    /// Everything is consumed.
    case needsMore
    /// A whole text message, in valid UTF-8.
    case text(UnsafeRawBufferPointer)
    /// A whole binary message.
    case binary(UnsafeRawBufferPointer)
    /// To be answered with a pong of the same bytes.
    case ping(UnsafeRawBufferPointer)
    /// The answer to a ping.
    case pong(UnsafeRawBufferPointer)
    /// The peer closes; `noStatus` when it gave no code. Nothing after it is read.
    case close(CloseCode)
    /// The peer broke a rule: close with this code. Nothing after it is read.
    case failure(CloseCode, String)
}
