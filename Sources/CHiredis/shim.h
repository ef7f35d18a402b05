#ifndef PILSUN_CHIREDIS_SHIM_H
#define PILSUN_CHIREDIS_SHIM_H

#include <hiredis/hiredis.h>

// hiredis reserves room for as many elements as an array's head announces, before it has seen one of them. A server that lies
// about it would be believed; no answer to a command of ours has so many.
#define PILSUN_REDIS_ELEMENTS (1 << 20)

// hiredis' own functions. Local to a function, since Swift leaves out the variables of a header.
static inline redisReplyObjectFunctions *pilsun_redis_functions(void) {
    static redisReplyObjectFunctions functions;
    return &functions;
}

static inline void *pilsun_redis_bounded_array(const redisReadTask *task, int count) {
    return count > PILSUN_REDIS_ELEMENTS ? NULL : pilsun_redis_functions()->createArray(task, count);
}

// A reader that makes hiredis' own reply objects, arrays within bounds.
static inline redisReader *pilsun_redis_reader(void) {
    static redisReplyObjectFunctions bounded;
    redisReader *reader = redisReaderCreate();
    if (!reader) return NULL;
    // Every thread writes the same values: hiredis has one table.
    *pilsun_redis_functions() = *reader->fn;
    bounded = *reader->fn;
    bounded.createArray = pilsun_redis_bounded_array;
    reader->fn = &bounded;
    return reader;
}

#endif
