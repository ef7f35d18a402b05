internal import Synchronization

/// The server's side of TLS, shared by all loops: certificates that can be loaded again while connections stand.
///
/// Sessions are resumed by tickets that hold all that is needed, under a key of this process: they work on any loop,
/// cost no memory here, and end with the certificates that they were given under (a reload may have taken trust back).
public final class TLSServer: Sendable {
    /// How it speaks.
    public let configuration: TLSServerConfiguration
    private let identities: Mutex<TLSIdentities>

    /// Reads the files.
    ///
    /// - Throws: a failure of kind `files` that names the file.
    public init(_ configuration: TLSServerConfiguration) throws(TLSFailure) {
        self.configuration = configuration
        identities = Mutex(try TLSIdentities(configuration))
    }

    /// Reads the files again. Connections that stand keep what they have; new ones get the new certificates. Where a
    /// file can't be used, everything stays as it was.
    public func reload() throws(TLSFailure) {
        let fresh = try TLSIdentities(configuration)
        identities.withLock { $0 = fresh }
    }

    func makeSession(_ pipe: TLSPipe) -> TLSSession {
        identities.withLock { $0 }.makeSession(pipe)
    }
}
