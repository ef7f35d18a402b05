import API
import Loop
import Records
import Sessions
import Synchronization

/// Passes on which devices were signed out: to the API, which forgets their tokens, and to all loops, which close what they have open.
final class EndedDevices: Sendable {
    private struct State {
        var api: API?
        var hosts: [LoopConfined<SessionHost>] = []
    }

    private let state = Mutex(State())

    /// Who forgets the tokens; made after the accounts, which tell of the end.
    var api: API? {
        get { state.withLock { $0.api } }
        set { state.withLock { $0.api = newValue } }
    }

    func add(_ host: LoopConfined<SessionHost>) { state.withLock { $0.hosts.append(host) } }

    /// Any thread.
    func tell(_ devices: [RecordID]) {
        let (api, hosts) = state.withLock { ($0.api, $0.hosts) }
        api?.end(devices)
        let names = Set(devices.map(\.description))
        for host in hosts { host.on { $0.end(devices: names) } }
    }
}
