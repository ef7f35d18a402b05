internal import Glibc
public import Records

/// The folder in which a server keeps what outlives it: its database, its pictures, the keys of its accounts. For its owner alone.
public struct DataFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes the folder where it is not there, with those that lead to it.
    ///
    /// - Throws: ``ArchiveError/readOnly``, ``ArchiveError/unavailable(_:)``.
    public init(_ path: String) throws(ArchiveError) {
        self.path = path
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += part + "/"
            // What is there stays as it is, with the rights that somebody gave it.
            guard mkdir(prefix, 0o700) != 0, errno != EEXIST else { continue }
            let reason = String(cString: strerror(errno))
            throw errno == EACCES || errno == EROFS ? .readOnly : .unavailable("\(prefix): \(reason)")
        }
    }

    /// The database's file.
    public var database: String { "\(path)/pilsun.sqlite" }

    /// The file of the keys of its accounts.
    public var accountKeys: String { "\(path)/account-keys" }
}
