import Glibc
package import Logging
package import Loop
import Synchronization

/// Keeps session logs: a file for each session in one folder, written by a thread of its own.
///
/// Loops hand over whole lines in pieces of some kilobytes. What waits for the disk is bounded; a session of which a piece
/// could not be kept (the disk is full, or too slow, or the log too long) is recorded no further: its file ends with its last whole
/// line and can be read. No file is open between two pieces, so that recording costs no descriptors.
package final class SessionRecorder: Sendable {
    /// Bytes that may wait for the disk.
    private static let waitingBytes = 64 << 20

    private let directory: String
    private let longestLog: Int
    private let lane: Lane
    private let waiting = Atomic<Int>(0)
    private let lost = Atomic<UInt64>(0)
    private let desk: Desk

    /// Starts the thread.
    ///
    /// - Parameter longestLog: how long the log of one session may become, in bytes.
    /// - Throws: where files cannot be made in the folder, which is made if it is not there.
    package init(directory: String, longestLog: Int = 64 << 20, log: Logger) throws(SystemError) {
        if mkdir(directory, 0o700) != 0, errno != EEXIST {
            throw SystemError("make the folder \(directory) for session logs", code: errno)
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw SystemError("write session logs into \(directory)", code: errno)
        }
        self.directory = directory
        self.longestLog = longestLog
        desk = Desk(log: log)
        lane = try Lane(name: "recorder")
    }

    /// Sessions that could not be recorded to their end.
    package var lostSessions: UInt64 { lost.load(ordering: .relaxed) }

    /// Any thread: has lines written behind those of the session that were handed over before.
    func append(_ lines: [UInt8], session: String) {
        let isTooMuch = waiting.wrappingAdd(lines.count, ordering: .relaxed).newValue > Self.waitingBytes
        let kept = isTooMuch ? [] : lines
        lane.remote.execute { [self] _ in
            if isTooMuch { desk.giveUp(session, "the disk is too slow for it", counting: lost) }
            desk.append(kept, to: LogFile(path(of: session), longest: longestLog), session: session, counting: lost)
            waiting.wrappingSubtract(lines.count, ordering: .relaxed)
        }
    }

    /// Any thread: the session is over.
    func end(_ session: String) {
        lane.remote.execute { [desk] _ in desk.forget(session) }
    }

    /// Writes what was handed over, and ends the thread.
    package func stop() { lane.stop() }

    /// Ids are made of letters, digits, - and _; anything else, which no server here makes, is spelled in hexadecimal.
    private func path(of session: String) -> String {
        let isPlain = session.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        let name = isPlain ? session : session.utf8.map { String($0, radix: 16) }.joined()
        return "\(directory)/\(name).ndjson"
    }

    /// What only the thread touches, which is why it may be handed there.
    private final class Desk: @unchecked Sendable {
        private let log: Logger
        /// Sessions of which a piece was lost.
        private var givenUp: Set<String> = []

        init(log: Logger) { self.log = log }

        func append(_ lines: [UInt8], to file: LogFile, session: String, counting lost: borrowing Atomic<UInt64>) {
            guard !lines.isEmpty, !givenUp.contains(session) else { return }
            if let reason = file.append(lines) { giveUp(session, reason, counting: lost) }
        }

        func giveUp(_ session: String, _ reason: String, counting lost: borrowing Atomic<UInt64>) {
            guard givenUp.insert(session).inserted else { return }
            lost.wrappingAdd(1, ordering: .relaxed)
            log.error("session recorded no further", metadata: ["session": "\(session)", "reason": "\(reason)"])
        }

        func forget(_ session: String) { givenUp.remove(session) }
    }
}
