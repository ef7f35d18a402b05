public import Characters
public import Ink

/// The state of a session: a pure fold over its log of ink events.
///
/// Same head, same source, same events: same outputs, bit for bit, however the events were batched and wherever they are folded.
/// Confined to whoever drains the session's ring.
public final class SessionFold {
    /// What the session is about.
    public let head: SessionHead

    /// A fold before the first event.
    ///
    /// - Throws: `UnknownCharacter` where the source does not know a character of the text.
    public init(head: SessionHead, source: some CharacterSource) throws(UnknownCharacter) {
        self.head = head
        for character in head.text where source.reference(for: character) == nil {
            throw UnknownCharacter(character: character)
        }
    }

    /// Takes one event; `emit` is called for each output, in order, before the call returns.
    ///
    /// Events that make no sense (a move without a start) change nothing: the rim refuses them with an error of its own.
    public func step(_ event: InkEvent, emit: (FoldOutput) -> Void) {
    }
}
