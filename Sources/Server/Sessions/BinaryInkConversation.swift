import Wire

/// The state of a connection whose client offered `pilsun.ink.v1`; a box, so that other connections do not carry it. Confined to
/// the connection's loop.
final class BinaryInkConversation {
    var stream = BinaryInkStream()
}
