/// What the owner of a ``TCPConnection`` is told, on the connection's loop.
///
/// The connection holds its delegate until ``connectionClosed(_:_:)``, which comes exactly once and last.
public protocol TCPConnectionDelegate: AnyObject {
    /// Bytes have arrived. They lie in the loop's receive buffer, may be changed in place, and are gone afterwards.
    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer)

    /// The peer sends nothing more, but may still read.
    func connectionReachedEnd(_ connection: TCPConnection)

    /// More than the connection's bound is queued, because the peer does not read. Once until drained.
    func connectionCongested(_ connection: TCPConnection)

    /// After a congestion, or where it was asked for: all that was queued has been taken by the socket.
    func connectionDrained(_ connection: TCPConnection)

    /// The connection is gone.
    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason)
}

/// Why a connection is gone.
public enum TCPCloseReason: Hashable, Sendable {
    /// ``TCPConnection/close()`` or ``TCPConnection/abort()`` was called here.
    case closedHere
    /// The peer broke it, or the network did; the value of `errno`.
    case broken(Int32)
    /// The peer did not read: twice its bound was queued.
    case overflow
    /// TLS failed, in the handshake or later.
    case insecure(TLSFailure)
    /// The connection could not be made; the value of `errno`.
    case refused(Int32)
}
