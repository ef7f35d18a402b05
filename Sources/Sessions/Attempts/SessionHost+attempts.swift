import Access
import Checking
import Cluster
import Ink
import Loop
import Records
import Wire

/// What becomes of characters that end: those of somebody who has shown who they are go to the records, and nobody waits for that.
extension SessionHost {
    /// Whose characters a session that begins with this grant keeps; nil where nobody's.
    func attempts(of grant: Grant?, _ start: SessionStart) -> SessionAttempts? {
        guard service.keeper != nil, let grant, let subject = grant.subject, !subject.isEmpty else { return nil }
        return SessionAttempts(
            SessionWriter(issuer: grant.issuer ?? "", subject: subject), lesson: start.lesson, help: start.help)
    }

    /// Hands a character that has ended over to the records.
    func keep(_ written: OpenInk.Written, of session: Session) {
        guard let keeper = service.keeper, let attempts = session.attempts else { return }
        let character = written.character, id = session.id, store = service.store
        attempts.begin(character)
        keeper.keep(attempt(written, of: session, attempts), of: attempts.writer) {
            guard attempts.finish(character) else { return }
            // Nobody to tell: the session waits for its client, and will look when that one comes; or it is over.
            store.holder(of: id)?.on { $0.attemptIsKept(character, of: id) }
        }
    }

    /// The client, if it is here, may let go of a character's ink.
    private func attemptIsKept(_ character: Int, of id: String) {
        guard let session = links[id]?.session else { return }
        session.acknowledgements.judge(character)
        acknowledge(session)
    }

    private func attempt(_ written: OpenInk.Written, of session: Session, _ attempts: SessionAttempts) -> Attempt {
        let now = Timestamp(milliseconds: Int64(WallClock.milliseconds())), head = session.head
        var random = SystemRandomNumberGenerator()
        let id = RecordID(now, random: &random), judgement = AttemptJudgement(written.analysis)
        return Attempt(
            summary: Attempt.Summary(
                id: id, user: id,
                source: Attempt.Source(
                    session: session.id, place: Int64(written.character), epoch: Int64(session.inkLog?.epoch ?? 0)),
                character: String(head.text[written.character]), text: String(head.text), writtenAt: now,
                lesson: attempts.lesson, help: attempts.help, level: head.level.rawValue,
                engine: Int64(AttemptJudgement.engine), library: service.library, isCorrect: judgement.isCorrect,
                score: judgement.score, faults: judgement.faults),
            ink: AttemptInk(
                box: head.boxes[written.character], hasBox: head.hasBoxes, grid: head.quantiser, events: written.events)
        )
    }
}
