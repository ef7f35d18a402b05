/// Why an archive did not do what it was asked to. Nothing of it is done then.
public enum ArchiveError: Error, Hashable, Sendable {
    // What the world is like. Whoever asks again later may be served.

    /// The database cannot be reached, or went away in the middle.
    case unavailable(String)
    /// As many wait as may, or somebody else holds the database for too long.
    case busy
    /// The disk is full.
    case full
    /// The database may be read only.
    case readOnly
    /// The file is no database, or is no longer one.
    case damaged(String)
    /// A program that is newer than this one has changed the database: its version, and the one that is known here.
    case newer(found: Int, known: Int)
    /// The database cannot be used where it is; a sentence says why.
    case unsuitable(String)
    /// The database refused a statement: a mistake of this program.
    case refused(String)

    // What the records are like. Asking again changes nothing.

    /// There is none, or it is somebody else's.
    case missing
    /// The record was changed since the version that was named.
    case changed
    /// Somebody else has this already.
    case taken(Taken)
    /// No invite of this code is valid.
    case inviteInvalid
    /// This was done before, under the same idempotency key: what was answered then.
    case repeated(Reply)

    /// What somebody else has already.
    public enum Taken: String, Sendable {
        /// The address of an account.
        case email
        /// The id of a record.
        case id
        /// The code of a class.
        case code
    }

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unavailable: "archive_unavailable"
        case .busy: "archive_busy"
        case .full: "archive_full"
        case .readOnly: "archive_read_only"
        case .damaged: "archive_damaged"
        case .newer: "archive_newer"
        case .unsuitable: "archive_unsuitable"
        case .refused: "archive_refused"
        case .missing: "not_found"
        case .changed: "version_changed"
        case .taken(let what): "\(what.rawValue)_taken"
        case .inviteInvalid: "invite_invalid"
        case .repeated: "repeated"
        }
    }

    /// Whether it may go well when it is tried again later: the archive is to blame, not what was asked.
    public var isOfTheArchive: Bool {
        switch self {
        case .unavailable, .busy, .full, .readOnly, .damaged, .newer, .unsuitable, .refused: true
        case .missing, .changed, .taken, .inviteInvalid, .repeated: false
        }
    }
}

extension ArchiveError: CustomStringConvertible {
    /// A sentence for people who look after the server.
    public var description: String {
        switch self {
        case .unavailable(let why): "The database cannot be reached: \(why)."
        case .busy: "The database is busy: try again."
        case .full: "The disk that the database lies on is full."
        case .readOnly: "The database may only be read: see whether its folder and its disk can be written to."
        case .damaged(let why): "The database is damaged (\(why)): restore it from a backup."
        case .newer(let found, let known):
            "The database has version \(found), and this program knows versions up to \(known): use a newer program."
        case .unsuitable(let why): why
        case .refused(let why): "The database refused a statement: \(why)."
        case .missing: "There is no such record."
        case .changed: "The record was changed meanwhile."
        case .taken(let what): "Somebody has this \(what.rawValue) already."
        case .inviteInvalid: "This invite is not valid, or was used up."
        case .repeated: "This was done before."
        }
    }
}
