#ifndef PILSUN_CPOSTGRES_SHIM_H
#define PILSUN_CPOSTGRES_SHIM_H

#include <postgresql/libpq-fe.h>

// Constants that are characters: Swift does not see them as such.
enum { pilsun_pg_sqlstate = 'C', pilsun_pg_message = 'M', pilsun_pg_constraint = 'n' };

#endif
