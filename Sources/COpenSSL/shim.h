#ifndef PILSUN_COPENSSL_SHIM_H
#define PILSUN_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// All of these are macros, over SSL_CTX_ctrl, SSL_ctrl and their callback forms, or values that Swift can't import.

static inline int pilsun_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}

static inline int pilsun_SSL_CTX_set1_groups_list(SSL_CTX *context, const char *list) {
    return SSL_CTX_set1_groups_list(context, (char *)list);
}

static inline void pilsun_SSL_CTX_set_servername_callback(
    SSL_CTX *context, int (*callback)(SSL *, int *, void *), void *argument) {
    SSL_CTX_set_tlsext_servername_callback(context, callback);
    SSL_CTX_set_tlsext_servername_arg(context, argument);
}

static inline int pilsun_SSL_set_server_name(SSL *ssl, const char *name) {
    return SSL_set_tlsext_host_name(ssl, name);
}

// Buffers go when they are empty (34 KB a connection), and what is written may lie elsewhere at the next try.
static inline void pilsun_SSL_CTX_set_modes(SSL_CTX *context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

// No renegotiation (an attacker's lever, and TLS 1.3 has none) and no compression (CRIME). The server's order of suites
// counts, but ChaCha20 goes first for the clients that put it first, because they have no hardware for AES.
static inline void pilsun_SSL_CTX_set_options(SSL_CTX *context) {
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE
            | SSL_OP_PRIORITIZE_CHACHA);
}

static inline void pilsun_SSL_CTX_disable_session_cache(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static inline void pilsun_BIO_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

static inline void pilsun_BIO_retry_read(BIO *bio) { BIO_set_retry_read(bio); }

#endif
