import Wire

/// Where a Redis server is and who we are there, as an operator writes it.
///
/// `redis://[user:password@]host[:6379][/database]`, `rediss://…` for TLS, and `redis+sentinel://[user:password@]host[:26379],…/master[/database]`
/// for the server that Sentinels call the master of that name. User and password may be percent-encoded; the user may be left out.
public struct RedisAddress: Hashable, Sendable {
    /// A host, by name or number, and a port.
    public struct Host: Hashable, Sendable {
        /// Name or number.
        public var name: String
        /// Its port.
        public var port: UInt16
    }

    /// The server, or the Sentinels that know it.
    public private(set) var hosts: [Host] = []
    /// What the Sentinels call it; nil where `hosts` holds the server itself.
    public private(set) var master: String?
    /// Whether TLS is spoken.
    public private(set) var isSecure = false
    /// The user of an access list, nil for the default one.
    public private(set) var user: String?
    /// The password, nil where none is needed.
    public private(set) var password: String?
    /// The database's number.
    public private(set) var database = 0

    /// Why an address cannot be used.
    public struct Fault: Error, CustomStringConvertible {
        /// A sentence for the operator.
        public let description: String
    }

    /// Reads an address.
    public init(_ text: String) throws(Fault) {
        guard let scheme = text.range(of: "://") else {
            throw Fault(description: "A Redis address begins with redis://, rediss:// or redis+sentinel://.")
        }
        var rest = text[scheme.upperBound...]
        switch text[..<scheme.lowerBound] {
        case "redis", "redis+sentinel": break
        case "rediss": isSecure = true
        default: throw Fault(description: "\(text[..<scheme.lowerBound]) is none of redis, rediss and redis+sentinel.")
        }
        let isSentinel = text.hasPrefix("redis+sentinel")
        if let at = rest.lastIndex(of: "@") {
            try readUser(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        var path = rest.split(separator: "/", omittingEmptySubsequences: false)
        for host in path.removeFirst().split(separator: ",", omittingEmptySubsequences: false) {
            hosts.append(try Self.host(host, defaultPort: isSentinel ? 26_379 : 6_379))
        }
        if isSentinel {
            guard let name = path.first, !name.isEmpty else {
                throw Fault(description: "A redis+sentinel:// address names the master: …/mymaster.")
            }
            master = String(name)
            path.removeFirst()
        } else if hosts.count > 1 {
            throw Fault(description: "A redis:// address names one server; give the setting several times instead.")
        }
        guard let number = path.first, !number.isEmpty else { return }
        guard path.count == 1, let number = Int(number), (0..<65_536).contains(number) else {
            throw Fault(description: "The database of a Redis address is a number: …/0.")
        }
        database = number
    }

    private mutating func readUser(_ text: Substring) throws(Fault) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = PercentEncoding.decoded(parts[0]), let last = PercentEncoding.decoded(parts[parts.count - 1])
        else {
            throw Fault(description: "User or password of a Redis address have a broken percent sign.")
        }
        password = last
        user = parts.count == 2 && !first.isEmpty ? first : nil
    }

    private static func host(_ text: Substring, defaultPort: UInt16) throws(Fault) -> Host {
        var name = text, port = defaultPort
        let colon = text.lastIndex(of: ":")
        let isBracketed = text.hasPrefix("[")
        if let colon, !isBracketed || text[..<colon].hasSuffix("]") {
            guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else {
                throw Fault(description: "The port of a Redis address is a number from 1 to 65535.")
            }
            port = number
            name = text[..<colon]
        }
        if isBracketed, name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        guard !name.isEmpty else { throw Fault(description: "A Redis address names a host.") }
        return Host(name: String(name), port: port)
    }

    /// The address without its secrets: for logs, and to place sessions by.
    public var label: String {
        let hosts = hosts.map { "\($0.name):\($0.port)" }.joined(separator: ",")
        let scheme = master == nil ? isSecure ? "rediss" : "redis" : "redis+sentinel"
        return "\(scheme)://\(hosts)" + (master.map { "/\($0)" } ?? "") + "/\(database)"
    }
}

extension String {
    /// The first place of `pattern`, without Foundation.
    fileprivate func range(of pattern: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(pattern) { return start..<index(start, offsetBy: pattern.count) }
            start = index(after: start)
        }
        return nil
    }
}
