internal import Glibc

/// A system call that failed, and why.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, for people: the call, or what it was for.
    public let action: String
    /// The value of `errno`.
    public let code: Int32

    /// A failure with its code.
    public init(_ action: String, code: Int32) {
        self.action = action
        self.code = code
    }

    /// The failure that `errno` tells of.
    init(_ action: String) {
        self.init(action, code: errno)
    }

    /// `bind 127.0.0.1:80: Permission denied`.
    public var description: String {
        "\(action): \(String(cString: strerror(code)))"
    }
}
