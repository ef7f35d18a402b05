/// The delegate of a connection that is made from here.
public protocol TCPConnectingDelegate: TCPConnectionDelegate {
    /// The peer has accepted.
    func connectionOpened(_ connection: TCPConnection)
}
