#ifndef PILSUN_CARGON2_SHIM_H
#define PILSUN_CARGON2_SHIM_H

#include <argon2.h>

#endif
