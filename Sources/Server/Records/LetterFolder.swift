import Accounts
import Glibc
import Logging
import Loop
import Records

/// Puts letters into a folder instead of sending them, each as a file of its own: for development, and for mailers that watch a folder.
final class LetterFolder: Post {
    private let folder: String
    private let publicURL: String
    private let log: Logger
    private let pool = WorkerPool(name: "letters", threads: 1, queue: 256)

    /// - Parameter address: `file:DIR`; nil for anything else.
    init?(_ address: String, publicURL: String, _ log: Logger) {
        guard address.hasPrefix("file:"), address.count > "file:".count else { return nil }
        folder = String(address.dropFirst("file:".count))
        self.publicURL = publicURL
        self.log = log
        mkdir(folder, 0o700)
    }

    /// Takes nothing more, and returns when what is being written is.
    func stop() { pool.stop() }

    func send(_ letter: LetterKind, to address: EmailAddress, locale: String?) {
        let text = LetterText(letter, to: address, locale: locale, publicURL: publicURL).message
        let folder = folder, log = log
        pool.submit(
            WorkerPool.Job(
                run: {
                    let name = "\(folder)/\(WallClock.nanoseconds())-\(UInt32.random(in: .min ... .max)).eml"
                    if !Self.write(Array(text.utf8), to: name) {
                        log.error("a letter was not written", metadata: ["folder": "\(folder)"])
                    }
                }, fail: { _ in log.error("a letter was not written: too many wait") }))
    }

    /// The file is whole when it has its name.
    private static func write(_ bytes: [UInt8], to name: String) -> Bool {
        let draft = name + ".part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        close(descriptor)
        return isWritten && rename(draft, name) == 0
    }
}
