/// How the end of an answer's body is told (RFC 9112, section 6).
enum HTTPAnswerForm: Equatable, Sendable {
    /// By its length, of which so many bytes are still to be written.
    case length(Int)
    /// By chunks.
    case chunked
    /// By the end of the connection, which HTTP/1.0 leaves for a length that is not known.
    case untilEnd
    /// There is none: the answer to HEAD, or a status without a body.
    case none
}
