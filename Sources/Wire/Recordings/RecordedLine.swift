/// What a line of a file of recordings or of a session log holds.
public enum RecordedLine: Equatable, Sendable {
    /// A character of a file of recordings.
    case recording(Recording)
    /// The first line of a session log.
    case header(session: String)
    /// An event of a session log; the points of ink are in the reader's `points`.
    case event(ClientEvent)
    /// A line that is neither; `id` is its name where it has a readable one.
    case failure(id: String?, EventError)
}
