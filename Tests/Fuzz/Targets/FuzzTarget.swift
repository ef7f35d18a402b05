/// What is fuzzed: everything that reads bytes from somebody else.
///
/// A target takes any bytes and throws where a promise is broken; a trap or a sanitizer's report says the same. libFuzzer drives them
/// (`make fuzz`), and so do the tests, shortly and from a fixed seed.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// HTTP requests, upgrades and what is read from their headers.
    case http
    /// HTTP responses, on the client's side.
    case httpResponse = "http-response"
    /// WebSocket frames, with permessage-deflate and without.
    case webSocket = "websocket"
    /// Messages through compression and frames and back.
    case deflate
    /// Client events in JSON.
    case events
    /// Server events in JSON, on the client's side.
    case serverEvents = "server-events"
    /// Conversations in `pilsun.ink.v1`.
    case binaryInk = "binary-ink"
    /// Files of recordings and session logs.
    case recordings
    /// Library files.
    case library
    /// The files that libraries are made from.
    case imports
    /// PROXY protocol headers.
    case proxy
    /// Tokens and the keys that they are verified with.
    case tokens
    /// Engine.IO payloads and requests, Socket.IO packets.
    case socketIO = "socket-io"

    /// Reads the bytes in every way that the target knows.
    public func run(_ input: [UInt8]) throws(FuzzFinding) {
        switch self {
        case .http: try fuzzRequests(input)
        case .httpResponse: try fuzzResponses(input)
        case .webSocket: try fuzzFrames(input)
        case .deflate: try fuzzDeflate(input)
        case .events: try fuzzEvents(input)
        case .serverEvents: try fuzzServerEvents(input)
        case .binaryInk: try fuzzBinaryInk(input)
        case .recordings: try fuzzRecordings(input)
        case .library: try fuzzLibrary(input)
        case .imports: try fuzzImports(input)
        case .proxy: try fuzzProxyHeaders(input)
        case .tokens: try fuzzTokens(input)
        case .socketIO: try fuzzSocketIO(input)
        }
    }
}
