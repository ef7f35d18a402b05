internal import Checking
internal import Ink
package import Records
internal import Synchronization

/// Who writes in a session, and which of its ended characters are not in the records yet.
///
/// What is kept is known on any thread; that it is not, a loop asks before it tells a client that it may let go of its ink.
final class SessionAttempts: Sendable {
    let writer: SessionWriter
    /// The lesson that is written for, and what is seen of the model, as the client says.
    let lesson: String?
    let help: String?
    private let state = Mutex(State())

    private struct State {
        var pending: Set<Int> = []
        /// Characters whose result was told while they were pending.
        var told: Set<Int> = []
    }

    init(_ writer: SessionWriter, lesson: String?, help: String?) {
        self.writer = writer
        self.lesson = lesson
        self.help = help
    }

    /// The character has ended, and is on its way to the records.
    func begin(_ character: Int) { state.withLock { _ = $0.pending.insert(character) } }

    /// The character is in the records. Whether its result was told before that.
    func finish(_ character: Int) -> Bool {
        state.withLock { state in
            state.pending.remove(character)
            return state.told.remove(character) != nil
        }
    }

    /// The result of a character is told: whether it is in the records, so that the client may let go of its ink.
    func tell(_ character: Int) -> Bool {
        state.withLock { state in
            guard state.pending.contains(character) else { return true }
            state.told.insert(character)
            return false
        }
    }
}

/// Somebody whose attempts are kept.
package struct SessionWriter: Hashable, Sendable {
    /// Who vouches for them: this server's accounts (`User.ownIssuer`), or the issuer of an operator's tokens.
    package let issuer: String
    /// Who they are to the issuer.
    package let subject: String
}

/// Keeps what was written, for sessions that cannot wait.
package protocol AttemptKeeper: Sendable {
    /// Keeps an attempt of this writer's, whose `user` it fills in. `kept` is called once, on any thread, when it is there for good; not where it never
    /// will be: then the client keeps its ink.
    func keep(_ attempt: Attempt, of writer: SessionWriter, kept: @escaping @Sendable () -> Void)
}
