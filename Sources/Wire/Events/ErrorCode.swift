/// What went wrong, in words that never change: clients switch on the raw value, people read the message beside it.
public enum ErrorCode: String, CaseIterable, Sendable {
    /// The message is not JSON.
    case jsonInvalid = "json_invalid"
    /// The JSON is not an event: `["name", {…}]`.
    case eventInvalid = "event_invalid"
    /// No event has this name.
    case eventUnknown = "event_unknown"
    /// A field that the event needs is missing.
    case fieldMissing = "field_missing"
    /// A field has the wrong type or an impossible value.
    case fieldInvalid = "field_invalid"
    /// Where a number belongs there is none, or one that no double can hold.
    case numberInvalid = "number_invalid"
    /// A point has no x or no y, or lies farther out than any frame.
    case pointInvalid = "point_invalid"
    /// More points than one event may carry.
    case pointsTooMany = "points_too_many"
    /// Points or an end for a stroke that was never started.
    case strokeNotStarted = "stroke_not_started"
    /// A box without extent, or one that is too far out.
    case frameInvalid = "frame_invalid"
    /// The text is too long, or cannot be written.
    case textInvalid = "text_invalid"
    /// No library that is loaded has one of the characters.
    case characterUnknown = "character_unknown"
    /// No level has this name.
    case levelUnknown = "level_unknown"
    /// This server does not speak the protocol version that was asked for.
    case protocolUnsupported = "protocol_unsupported"
    /// The session never was, or is over.
    case sessionUnknown = "session_unknown"
    /// The secret does not belong to the session.
    case secretWrong = "secret_wrong"
    /// Of the outputs that a resuming client has not seen, some are no longer kept; the session goes on.
    case outputsForgotten = "outputs_forgotten"
    /// A session that is only watched cannot be written to.
    case readOnly = "read_only"
    /// The server holds as many sessions as it may.
    case serverFull = "server_full"
    /// Too many events in a row that could not be used; the connection is closed with 1008.
    case tooManyErrors = "too_many_errors"
    /// A binary message, where only text is understood; the connection is closed with 1003.
    case messageBinary = "message_binary"
    /// A binary message that is no event of `pilsun.ink.v1`, or builds on one that could not be read.
    case inkInvalid = "ink_invalid"
    /// The frames break the rules of WebSockets; the connection is closed with 1002.
    case framingInvalid = "framing_invalid"
    /// Text that is not UTF-8, or compressed data that cannot be inflated; the connection is closed with 1007.
    case payloadInvalid = "payload_invalid"
    /// A message in more frames than the server takes; the connection is closed with 1008.
    case fragmentsTooMany = "fragments_too_many"
    /// The message is longer than the server takes; the connection is closed with 1009.
    case messageTooBig = "message_too_big"
    /// The client does not read what it is sent; the connection is closed with 1013.
    case readerTooSlow = "reader_too_slow"
    /// The client sends more in a second than the server reads: what follows is read more slowly, and nothing is lost. Told once.
    case paceExceeded = "pace_exceeded"
    /// This server wants a token before ink is taken, and there was none; the connection is closed with 4401.
    case tokenMissing = "token_missing"
    /// The token is none, was signed by somebody else, or is not valid yet; the connection is closed with 4401.
    case tokenInvalid = "token_invalid"
    /// The token's time is over; the connection is closed with 4401.
    case tokenExpired = "token_expired"
    /// The token does not allow this; what it does allow goes on.
    case tokenForbids = "token_forbids"
    /// Another connection has taken the session over; this one is closed with 1000.
    case sessionTaken = "session_taken"
    /// The server stops; the connection is closed with 1012 and the client may come again.
    case goingAway = "going_away"

    /// The close code that follows the error, nil where the connection stays.
    public var closeCode: UInt16? {
        switch self {
        case .framingInvalid: 1002
        case .payloadInvalid: 1007
        case .tooManyErrors, .fragmentsTooMany: 1008
        case .messageBinary: 1003
        case .messageTooBig: 1009
        case .readerTooSlow: 1013
        case .tokenMissing, .tokenInvalid, .tokenExpired: 4401
        case .sessionTaken: 1000
        case .goingAway: 1012
        default: nil
        }
    }
}
