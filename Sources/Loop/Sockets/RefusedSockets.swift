internal import Glibc

/// The sockets of clients that were turned away, kept for a moment.
///
/// A socket that is closed while something lies unread in it is reset, and the reset takes away what the client was told.
/// So it stays until the client has had the time to read, or until others need its place.
struct RefusedSockets {
    private static let most = 32

    private var sockets: [(descriptor: Int32, since: UInt64)] = []

    var isEmpty: Bool { sockets.isEmpty }

    /// Says its last word, and keeps the socket.
    mutating func add(_ descriptor: Int32, saying word: [UInt8], atMilliseconds now: UInt64) {
        if !word.isEmpty {
            _ = word.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
        shutdown(descriptor, Int32(SHUT_WR))
        if sockets.count == Self.most { Glibc.close(sockets.removeFirst().descriptor) }
        sockets.append((descriptor, now))
    }

    /// Closes those that came at this moment or before.
    mutating func close(until moment: UInt64) {
        while let first = sockets.first, first.since <= moment {
            Glibc.close(first.descriptor)
            sockets.removeFirst()
        }
    }
}
