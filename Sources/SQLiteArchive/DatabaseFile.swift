internal import CSQLite
internal import Glibc
internal import Records

/// The place of a database, before it is opened.
enum DatabaseFile {
    /// File systems across a network, by the numbers of `statfs`. Their locks and their shared memory do not hold what SQLite builds on: a database
    /// that two machines open there is damaged sooner or later.
    private static let networked: [UInt: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x0102_1997: "9P", 0x5346_414F: "AFS",
        0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x7461_636F: "OCFS2", 0x0116_1970: "GFS2",
    ]

    /// Makes the file where it is not there, for its owner alone, and refuses a place that cannot hold it.
    static func prepare(_ path: String) throws(ArchiveError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno, path) }
        defer { close(descriptor) }
        if let refusal = refusal(of: pilsun_file_system(descriptor), path: path) { throw refusal }
    }

    /// Why a database cannot lie on such a file system; nil where it can.
    static func refusal(of fileSystem: UInt, path: String) -> ArchiveError? {
        networked[fileSystem].map { name in
            .unsuitable(
                "The database \(path) lies on a network file system (\(name)), where it would be damaged: "
                    + "name a folder on a disk of this machine, or a PostgreSQL server with --database.")
        }
    }

    private static func failure(_ code: Int32, _ path: String) -> ArchiveError {
        let reason = String(cString: strerror(code))
        return switch code {
        case EROFS, EACCES, EPERM: .readOnly
        case ENOSPC, EDQUOT: .full
        default: .unavailable("\(path): \(reason)")
        }
    }
}
