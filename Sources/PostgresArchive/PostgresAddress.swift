internal import CPostgres
internal import Glibc
internal import Records

/// Where a database is, and how it is spoken to: `postgresql://user@host,host/name?sslmode=verify-full`, whatever libpq takes.
struct PostgresAddress: Sendable {
    let url: String
    private let hosts: [String]

    /// - Throws: ``ArchiveError/unsuitable(_:)`` for what is no such URL.
    init(_ url: String) throws(ArchiveError) {
        // What libpq says of it may hold the URL, and so a password.
        guard let options = PQconninfoParse(url, nil) else {
            throw .unsuitable("The URL of the database is none: it is like postgresql://user@host/name.")
        }
        defer { PQconninfoFree(options) }
        var hosts: [String] = [], option = options
        var isResolved = false
        while let keyword = option.pointee.keyword {
            let value = option.pointee.val.map { String(cString: $0) } ?? ""
            switch String(cString: keyword) {
            case "host": hosts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            case "hostaddr": isResolved = !value.isEmpty
            default: break
            }
            option += 1
        }
        self.url = url
        self.hosts = isResolved ? [] : hosts
    }

    /// libpq's `hostaddr` for the hosts of the URL: it would look the names up itself, and hold the loop up. Waits for the resolver.
    func resolved() -> String {
        hosts.map { host in
            guard !host.isEmpty, !host.hasPrefix("/"), !host.hasPrefix("@") else { return "" }
            var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            guard getaddrinfo(host, nil, &hints, &found) == 0, let found else { return "" }
            defer { freeaddrinfo(found) }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let status = getnameinfo(
                found.pointee.ai_addr, found.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            return status == 0
                ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
        }
        .joined(separator: ",")
    }

    /// Calls `body` with the keywords and values of a connection.
    func with<Result>(
        hostAddresses: String,
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let parameters = [
            ("dbname", url), ("hostaddr", hostAddresses), ("fallback_application_name", "pilsun"),
            ("connect_timeout", "5"), ("client_encoding", "UTF8"), ("keepalives_idle", "20"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
        ]
        .filter { !$0.1.isEmpty }
        let keywords = parameters.map { strdup($0.0) }, values = parameters.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        return body(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }
}
