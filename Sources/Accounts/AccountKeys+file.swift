internal import Glibc
package import Loop

extension AccountKeys {
    /// The keys whose seed lies in this file; made where it is not there. Several processes that start at once end with the same.
    package init(path: String) throws(SystemError) {
        if let seed = try Self.seed(path) {
            self.init(seed: seed)
            return
        }
        try Self.make(path)
        guard let seed = try Self.seed(path) else { throw SystemError("read \(path)", code: EINVAL) }
        self.init(seed: seed)
    }

    /// Nil where there is no such file.
    private static func seed(_ path: String) throws(SystemError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemError("read \(path)", code: errno)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 33)
        guard read(descriptor, &bytes, bytes.count) == 32 else { throw SystemError("read \(path)", code: EINVAL) }
        return Array(bytes[..<32])
    }

    /// Writes a seed beside the path and links it there: it is whole when it is seen, and the first one stays.
    private static func make(_ path: String) throws(SystemError) {
        var random = SystemRandomNumberGenerator()
        let seed = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let draft = "\(path).\(getpid()).\(String(random.next(), radix: 36))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("make \(draft)", code: errno) }
        defer { unlink(draft) }
        let isWritten = write(descriptor, seed, seed.count) == seed.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else { throw SystemError("write \(draft)", code: code) }
        if link(draft, path) != 0, errno != EEXIST { throw SystemError("make \(path)", code: errno) }
    }
}
