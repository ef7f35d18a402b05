/// What could be better about a stroke that passes, each said once a stroke.
enum StrokeHint: UInt8, Sendable {
    /// It stops part of the way.
    case partial = 1
    /// It is not quite where it belongs among the others.
    case position = 2
    /// It is rather long or short.
    case length = 4
}
