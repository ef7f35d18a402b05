public import Accounts

/// What an operator says about accounts and records.
public struct RecordSettings: Sendable {
    /// The folder of the database and the keys; nil keeps no records.
    public var data: String?
    /// A database on a PostgreSQL server, which all nodes share, instead of the one in the folder.
    public var database: String?
    /// Servers that follow that one, for reads.
    public var databaseReplicas: [String] = []
    /// Who may register.
    public var registration = RegistrationPolicy.open
    /// Where letters go: `file:DIR`, or a mail server. Nil sends none.
    public var mail: String?
    /// Where browsers find the server: what links in letters begin with, and whether cookies are for HTTPS alone.
    public var publicURL: String?
    /// Requests to the API a minute for an account or an address; 0 for no limit.
    public var requestsPerMinute = 100

    /// The defaults: no records.
    public init() {}
}
