import Wire

/// The state of a connection whose client offered `pilsun.ink.v1`; a box, so that other connections do not carry it. Confined to
/// the connection's loop. Used for every message and by nothing that a use of it calls, so it is not checked for exclusive access.
final class BinaryInkConversation {
    @exclusivity(unchecked) var stream = BinaryInkStream()
}
