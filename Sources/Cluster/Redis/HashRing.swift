/// Places sessions on servers, so that another server takes its share from all others and moves nothing else.
///
/// Rendezvous hashing (Thaler and Ravishankar, 1998): each server draws a number for the session, and the highest one has it. Where
/// that server does not know a session, the next ones in order are those that had it before a server was added.
struct HashRing: Sendable {
    private let servers: [UInt64]

    /// A ring of servers by their labels.
    init(labels: [String]) {
        servers = labels.map(Self.hash)
    }

    /// The servers' indices, the one that has the session first.
    func order(of session: String) -> [Int] {
        guard servers.count > 1 else { return Array(servers.indices) }
        let key = Self.hash(session)
        let draws = servers.map { Self.mixed($0 ^ key) }
        return servers.indices.sorted { (draws[$0], $0) > (draws[$1], $1) }
    }

    /// The server that has the session.
    func first(of session: String) -> Int { servers.count > 1 ? order(of: session)[0] : 0 }

    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// Spreads similar numbers (the finaliser of SplitMix64).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
