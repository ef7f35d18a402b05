import Access
import Checking
import Cluster
import Loop
import Transport
import Wire

/// A client that comes back to its session: on this loop, on another one, on another node, or nowhere.
extension SessionLink {
    func takeUp(_ resume: SessionResume) throws(EventError) {
        var resume = resume
        try show(resume.token ?? resume.start?.token)
        try requireWriting(in: resume.session)
        resume.token = nil
        resume.start?.token = nil
        // Should the session begin again from what the client says, then in the class that its token is for.
        if let className = grant?.className { resume.start?.className = className }
        guard let known = host.service.secrets.epoch(ofResume: resume.secret, session: resume.session) else {
            try countGuess()
            throw EventError(.secretWrong, "This is not the session's resume secret.")
        }
        if let session, session.id == resume.session { return enter(session, resume) }
        let asker = LoopConfined(self, of: host.loop), held = resume
        if host.waitsForLettingIn(resume.session, { asker.on { $0.answered(held) } }) { return pause(.handover) }
        switch host.service.store.claim(resume.session, for: host.confined) {
        case .unknown: try arrive(resume, known, local: nil)
        case .parked(let session): try arrive(resume, known, local: session)
        case .held(let holder) where holder === host.confined:
            try arrive(resume, known, local: host.giveUp(resume.session))
        case .held(let holder): ask(holder, for: resume)
        }
    }

    /// A secret was wrong.
    ///
    /// - Throws: `too_many_errors` where that happens too often.
    func countGuess() throws(EventError) {
        guard let channel else { return }
        try host.service.guesses.count(channel.remoteAddress, at: host.loop.nowMilliseconds)
    }

    /// The session is on another loop: nothing is read here until that one has let it go.
    private func ask(_ holder: LoopConfined<SessionHost>, for resume: SessionResume) {
        pause(.handover)
        let asker = LoopConfined(self, of: host.loop)
        let home = host.confined
        holder.on { other in
            other.giveAway(resume.session, to: home) { asker.on { link in link.answered(resume) } }
        }
    }

    private func answered(_ resume: SessionResume) {
        guard channel != nil else { return }
        self.resume(.handover)
        do throws(EventError) {
            try takeUp(resume)
        } catch {
            refuse(error)
        }
    }

    /// What this node has is found; where there are others, they may have more.
    private func arrive(_ resume: SessionResume, _ known: UInt64, local: Session?) throws(EventError) {
        guard let logs = host.logs else {
            let choice = ResumeChoice(
                resume, log: local.map { (.beginning, $0.intake.lastNumber) }, isCertain: true)
            if let local, choice != .restart { return enter(local, resume) }
            guard choice == .restart else {
                throw EventError(.sessionUnknown, "This session is over, or was on another server. Start a new one.")
            }
            return enter(try host.restart(resume), resume)
        }
        pause(.handover)
        host.beginLettingIn(resume.session)
        if let local { host.own(local) }
        let arrival = ResumeArrival(host, logs, resume, known: known, local: local) { [self] outcome in
            concluded(outcome, resume, local: local)
        }
        arrival.start()
    }

    private func concluded(_ outcome: ResumeArrival.Outcome, _ resume: SessionResume, local: Session?) {
        defer { host.endLettingIn(resume.session) }
        switch outcome {
        case .session(let session, let formerOwner):
            guard host.service.store.replace(session, holder: host.confined) else {
                return failed(
                    host.service.ranInto(
                        .sessions, .serverFull, "This server holds as many sessions as it may; try again later"))
            }
            host.own(session)
            // Whoever followed the owner before has not told this one yet.
            session.isFollowed = true
            guard channel != nil else { return host.letGo(session) }
            self.resume(.handover)
            enter(session, resume)
            if let formerOwner {
                host.logs?.announce(
                    session: session.id, server: session.server, epoch: formerOwner.epoch, to: formerOwner.name)
            }
        case .failure(let error):
            // It may have been taken up by another connection meanwhile.
            if let local, host.links[local.id] == nil { host.letGo(local) }
            failed(error)
        }
    }

    private func failed(_ error: EventError) {
        guard channel != nil else { return }
        resume(.handover)
        if error.isFatal { end(error) } else { refuse(error) }
    }

    /// The session that the client had is left only now that there is another one for it.
    private func enter(_ session: Session, _ resume: SessionResume) {
        if session !== self.session {
            leave()
            enter(session)
        }
        host.counters.sessionsResumed.add()
        host.greet(session, resuming: resume)
    }
}

extension SessionHost {
    /// A session that this one node does not know, anew from the ink that its client still has.
    func restart(_ resume: SessionResume) throws(EventError) -> Session {
        guard let start = resume.start else {
            throw EventError(.sessionUnknown, "This session is over, or was on another server. Start a new one.")
        }
        let head = try SessionHead(start)
        guard resume.checkpoint.character <= head.text.count || head.text.isEmpty else {
            throw EventError(.fieldInvalid, "The checkpoint lies behind the end of the text.")
        }
        let session = try service.makeSession(
            head, isNamed: true, id: resume.session,
            label: SessionLabel(className: start.className, name: start.name), from: resume.checkpoint)
        guard service.store.replace(session, holder: confined) else {
            throw service.ranInto(
                .sessions, .serverFull, "This server holds as many sessions as it may; try again later")
        }
        return session
    }
}
