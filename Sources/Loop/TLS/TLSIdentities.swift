internal import COpenSSL

/// A server's certificates of one generation: loaded together, in use until the last session that was begun with them ends.
///
/// Sendable, because everything in it is: contexts do not change once they are made.
final class TLSIdentities: Sendable {
    private let contexts: [TLSContext]
    private let applicationProtocol: [UInt8]?

    init(_ configuration: TLSServerConfiguration) throws(TLSFailure) {
        applicationProtocol = configuration.applicationProtocol.map(TLSContext.wireForm)
        var contexts: [TLSContext] = []
        for certificate in configuration.certificates {
            let context = TLSContext(TLS_server_method(), minimumVersion: configuration.minimumVersion)
            try context.use(certificate)
            // Without one, a server that asks for certificates refuses its own tickets.
            SSL_CTX_set_session_id_context(context.pointer, "pilsun", 6)
            if let file = configuration.clientAuthorityFile { try Self.askForCertificate(context, authorities: file) }
            contexts.append(context)
        }
        self.contexts = contexts
        guard let first = contexts.first else { throw TLSFailure(.files, "A server needs a certificate.") }
        // Unretained: sessions hold this object for as long as OpenSSL may call.
        let me = Unmanaged.passUnretained(self).toOpaque()
        pilsun_SSL_CTX_set_servername_callback(
            first.pointer,
            { ssl, _, argument in
                Unmanaged<TLSIdentities>.fromOpaque(argument!).takeUnretainedValue().choose(ssl!)
                return SSL_TLSEXT_ERR_OK
            }, me)
        guard applicationProtocol != nil else { return }
        // The name is chosen first, and with it the context, so that each one needs to know.
        for context in contexts {
            SSL_CTX_set_alpn_select_cb(
                context.pointer,
                { _, chosen, chosenCount, offered, offeredCount, argument in
                    Unmanaged<TLSIdentities>.fromOpaque(argument!).takeUnretainedValue()
                        .chooseProtocol(chosen!, chosenCount!, offered!, offeredCount)
                }, me)
        }
    }

    /// Makes a certificate of the client a condition.
    private static func askForCertificate(_ context: TLSContext, authorities file: String) throws(TLSFailure) {
        try context.trust(file)
        guard let names = SSL_load_client_CA_file(file) else {
            throw TLSFailure(.files, openSSL: "read the authorities in \(file)")
        }
        SSL_CTX_set_client_CA_list(context.pointer, names)
        SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    }

    func makeSession(_ pipe: TLSPipe) -> TLSSession {
        TLSSession(contexts[0], pipe, role: .server, keeping: self)
    }

    /// Server name indication (RFC 6066, section 3): the first certificate that has the name. A name that none has is
    /// answered with the first certificate, and it is the client's to refuse it.
    private func choose(_ ssl: OpaquePointer) {
        guard contexts.count > 1, let name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name),
            let context = contexts.first(where: { $0.names(name) })
        else { return }
        SSL_set_SSL_CTX(ssl, context.pointer)
    }

    private func chooseProtocol(
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ chosenCount: UnsafeMutablePointer<UInt8>,
        _ offered: UnsafePointer<UInt8>, _ offeredCount: UInt32
    ) -> Int32 {
        // The choice points into the list that OpenSSL keeps as the client's, or into ours: into the client's here.
        var start = 0
        let wanted = applicationProtocol!
        while start < Int(offeredCount) {
            let end = start + 1 + Int(offered[start])
            guard end <= Int(offeredCount) else { break }
            if UnsafeBufferPointer(start: offered + start, count: end - start).elementsEqual(wanted) {
                chosen.pointee = offered + start + 1
                chosenCount.pointee = offered[start]
                return SSL_TLSEXT_ERR_OK
            }
            start = end
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }
}
