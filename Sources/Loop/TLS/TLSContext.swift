internal import COpenSSL

/// An `SSL_CTX`: rules, certificate and key of the sessions that are made from it.
///
/// Sendable, although it holds a pointer: nothing is set after init, and what OpenSSL itself changes in it when sessions
/// are made (reference counts, statistics) it changes atomically or under its own lock.
final class TLSContext: @unchecked Sendable {
    // Mozilla's intermediate profile (version 5.7) without its DHE suites: no CBC, no RSA key exchange, no curve beyond
    // these three. OpenSSL's own defaults have all of that.
    private static let suites13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let suites12 =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
        + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
    private static let groups = "X25519:P-256:P-384"

    let pointer: OpaquePointer

    /// A context with the rules that hold on both sides.
    init(_ method: OpaquePointer, minimumVersion: TLSVersion) {
        let version = minimumVersion == .v13 ? TLS1_3_VERSION : TLS1_2_VERSION
        guard let pointer = SSL_CTX_new(method),
            pilsun_SSL_CTX_set_min_proto_version(pointer, version) == 1,
            SSL_CTX_set_ciphersuites(pointer, Self.suites13) == 1,
            SSL_CTX_set_cipher_list(pointer, Self.suites12) == 1,
            pilsun_SSL_CTX_set1_groups_list(pointer, Self.groups) == 1
        else { preconditionFailure("OpenSSL 3 knows these versions, suites and groups") }
        pilsun_SSL_CTX_set_options(pointer)
        pilsun_SSL_CTX_set_modes(pointer)
        pilsun_SSL_CTX_disable_session_cache(pointer)
        // An encrypted key must not make a server ask on its terminal.
        SSL_CTX_set_default_passwd_cb(pointer) { _, _, _, _ in 0 }
        self.pointer = pointer
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    /// Loads a certificate and its key.
    func use(_ certificate: TLSCertificate) throws(TLSFailure) {
        ERR_clear_error()
        guard SSL_CTX_use_certificate_chain_file(pointer, certificate.chainFile) == 1 else {
            throw TLSFailure(.files, openSSL: "read the certificate \(certificate.chainFile)")
        }
        guard SSL_CTX_use_PrivateKey_file(pointer, certificate.keyFile, SSL_FILETYPE_PEM) == 1 else {
            throw TLSFailure(.files, openSSL: "read the key \(certificate.keyFile) of \(certificate.chainFile)")
        }
    }

    /// Trusts the certificates of a file, or those of the system.
    func trust(_ file: String?) throws(TLSFailure) {
        ERR_clear_error()
        guard let file else {
            guard SSL_CTX_set_default_verify_paths(pointer) == 1 else {
                throw TLSFailure(.files, openSSL: "read the system's certificates")
            }
            return
        }
        guard SSL_CTX_load_verify_file(pointer, file) == 1 else {
            throw TLSFailure(.files, openSSL: "read the authorities in \(file)")
        }
    }

    /// Whether the certificate names this host.
    func names(_ host: UnsafePointer<CChar>) -> Bool {
        guard let certificate = SSL_CTX_get0_certificate(pointer) else { return false }
        return X509_check_host(certificate, host, 0, 0, nil) == 1
    }

    /// The list in the form that ALPN has on the wire (RFC 7301, section 3.1).
    static func wireForm(_ applicationProtocol: String) -> [UInt8] {
        [UInt8(applicationProtocol.utf8.count)] + Array(applicationProtocol.utf8)
    }
}
