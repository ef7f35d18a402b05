#ifndef PILSUN_CUV_SHIM_H
#define PILSUN_CUV_SHIM_H

#include <uv.h>

// A handle's type "inherits" uv_handle_t by having the same first fields. Swift can't see that, so the casts are here.
static inline uv_handle_t *pilsun_uv_handle(void *handle) { return (uv_handle_t *)handle; }

#endif
