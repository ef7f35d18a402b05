#ifndef PILSUN_CZXCVBN_SHIM_H
#define PILSUN_CZXCVBN_SHIM_H

#include <zxcvbn.h>

#endif
