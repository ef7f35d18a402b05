import Loop
import Synchronization
import Wire

/// Following a session that somebody else writes in: first what was said so far, then every batch as its writer gets it.
///
/// The writer's loop knows nothing of those who watch but a flag on the session; who they are is looked up, under the store's lock, only
/// where there are any. A watcher is a connection on any loop.
extension SessionHost {
    /// How often a session may change its place under the feet of somebody who wants to watch it.
    private static var patience: Int { 5 }

    /// Loop of the watcher: catches up on the session and joins those who watch it.
    func watch(_ id: String, from watcher: LoopConfined<SessionLink>, after seen: UInt64) {
        watch(id, watcher, after: seen, attempts: Self.patience)
    }

    private func watch(_ id: String, _ watcher: LoopConfined<SessionLink>, after seen: UInt64, attempts: Int) {
        let service = service, home = confined
        // Whoever drains the session's ring reads what was said, so that nothing is said meanwhile.
        let join: @Sendable (Session) -> Bool = { session in
            var batch = SessionBatch()
            batch.isIncomplete = !session.pipeline.collectTold(after: seen, into: &batch)
            batch.ready = service.watching(session, output: session.pipeline.toldOutput)
            let told = batch
            return service.store.add(SessionWatcher(link: watcher, seen: session.pipeline.toldOutput), to: session) {
                watcher.on { $0.follows(told, by: watcher) }
            }
        }
        let again: @Sendable () -> Void = {
            home.on { host in
                guard attempts > 0 else { return watcher.on { $0.cannotWatch(id) } }
                host.watch(id, watcher, after: seen, attempts: attempts - 1)
            }
        }
        switch service.store.place(of: id) {
        case .unknown:
            watcher.on { $0.watchesElsewhere(id, isNew: true) }
        case .known(let session, _) where session.lane != nil:
            session.lane?.execute { _ in if !join(session) { again() } }
        case .known(_, let home):
            home.on { host in
                guard let session = host.links[id]?.session ?? service.store.parked(id, at: host.confined),
                    join(session)
                else { return again() }
            }
        }
    }

    /// Loop of the writer: hands a batch on to all who watch.
    func show(_ batch: SessionBatch, toWatchersOf session: Session) {
        guard batch.count > 0 || !batch.ink.isEmpty else { return }
        for watcher in service.store.watchers(of: session.id) {
            watcher.link.on { $0.shows(batch, after: watcher.seen, by: watcher.link) }
        }
    }
}
