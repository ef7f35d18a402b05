import Accounts
import Server

extension SettingSection {
    /// Accounts, and what outlives a session.
    static var records: SettingSection {
        SettingSection(
            "Records",
            [
                .text(
                    "data", \.server.records.data, of: "folder",
                    "The folder of the database and the keys of accounts, made for this user alone; the working folder's pilsun-data when not given. Never on a network file system."
                ),
                .text(
                    "database", \.server.records.database, of: "url",
                    "A database on a PostgreSQL server (15 or newer), which all nodes share, instead of the one in the folder: postgresql://user@host/name?sslmode=verify-full."
                ),
                .list(
                    "database-replica", \.server.records.databaseReplicas, of: "url",
                    "A server that follows that one, for reads; nobody reads there what is older than their own changes. Not with --redis.",
                    expected: "a text that is not empty", parse: { $0.isEmpty ? nil : $0 }),
                .text(
                    "register", \.server.records.registration, of: "policy",
                    "Who may register: open for everybody, invite for whoever has an invite, closed for nobody.",
                    shown: ServeConfiguration().server.records.registration.rawValue,
                    expected: "open, invite or closed", parse: { RegistrationPolicy(rawValue: $0) }),
                .text(
                    "mail", \.server.records.mail, of: "url",
                    "Where letters go: file:DIR writes each into a folder. With it nobody signs in before the address is confirmed.",
                    expected: "file:DIR",
                    parse: { $0.hasPrefix("file:") && $0.count > "file:".count ? .some($0) : nil }),
                .text(
                    "public-url", \.server.records.publicURL, of: "url",
                    "Where browsers find the server: for links in letters; with https:// cookies are for HTTPS alone.",
                    expected: "https://host[:port] or http://host[:port]",
                    parse: {
                        ($0.hasPrefix("https://") || $0.hasPrefix("http://")) && !$0.hasSuffix("/") ? .some($0) : nil
                    }),
                .count(
                    "rate-limit", \.server.records.requestsPerMinute, in: 0...1_000_000,
                    "Requests to /api/v1 a minute for an account, and for an address that shows no token; 0: no limit."),
            ])
    }
}
