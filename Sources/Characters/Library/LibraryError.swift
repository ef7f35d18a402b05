/// Why bytes are not a library, or why a character could not be written into one.
public enum LibraryError: Error, Equatable {
    /// The first bytes are not those of a library file.
    case notALibrary
    /// A library of a format version that this program does not read.
    case unknownVersion(Int)
    /// The file is shorter or longer than its head says.
    case wrongSize(stated: UInt64, actual: Int)
    /// Something between the given byte and its surroundings contradicts the format or its own checksum.
    case damaged(at: Int, what: String)
    /// A character that the format has no room for.
    case unwritable(text: String, what: String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notALibrary: "library.unknown-format"
        case .unknownVersion: "library.unknown-version"
        case .wrongSize: "library.truncated"
        case .damaged: "library.damaged"
        case .unwritable: "library.unwritable"
        }
    }
}

extension LibraryError: CustomStringConvertible {
    /// One sentence that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .notALibrary:
            "This is not a Pilsun library; make one with “pilsun characters import”."
        case .unknownVersion(let version):
            "This library has format version \(version), this program reads version \(LibraryLayout.version); import it again."
        case .wrongSize(let stated, let actual):
            "This library should have \(stated) bytes and has \(actual); copy or import it again."
        case .damaged(let offset, let what):
            "This library is damaged at byte \(offset) (\(what)); copy or import it again."
        case .unwritable(let text, let what):
            "The character “\(text)” does not fit into a library: \(what)."
        }
    }
}
