/// How a pen's messages travel: one connection to one server, from its opening to its end, on one loop.
protocol PenTransport: AnyObject {
    /// Sends events in the transport's ``WireForm``, at once.
    func send(_ bytes: UnsafeRawBufferPointer)

    /// Ends the connection as a client does that has finished; the delegate hears nothing any more.
    func close()

    /// Cuts the connection as a lost network does; the delegate hears nothing any more.
    func cut()
}

/// Who uses a transport.
protocol PenTransportDelegate: AnyObject {
    /// Messages can be sent.
    func transportOpened()

    /// An event has come; its bytes are gone afterwards.
    func transport(received event: RawSpan)

    /// The connection has ended, or could not be made. Comes once and last.
    func transportClosed(_ end: TransportEnd)
}
