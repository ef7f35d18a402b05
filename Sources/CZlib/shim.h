#ifndef PILSUN_CZLIB_SHIM_H
#define PILSUN_CZLIB_SHIM_H

#include <zlib.h>

// Both are macros that pass the size of the stream. Negative window bits: raw DEFLATE, without zlib's frame.
static inline int pilsun_inflateInit(z_streamp stream, int windowBits) { return inflateInit2(stream, -windowBits); }

static inline int pilsun_deflateInit(z_streamp stream, int level, int windowBits) {
    return deflateInit2(stream, level, Z_DEFLATED, -windowBits, 8, Z_DEFAULT_STRATEGY);
}

// 16 more window bits: gzip's frame.
static inline int pilsun_gzipInit(z_streamp stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

#endif
