/// Counts what the calling thread costs between two calls: processor time, allocations, and, under callgrind, instructions.
#ifndef PILSUN_CMETER_H
#define PILSUN_CMETER_H

#include <stdint.h>

/// What was counted since the process began, over all measured stretches.
typedef struct meter_reading {
    uint64_t nanoseconds;
    /// Calls of malloc, calloc, realloc and their aligned kin.
    uint64_t allocations;
} meter_reading;

/// Begins a measured stretch. Callgrind collects from here on.
void meter_start(void);
/// Ends it.
void meter_stop(void);
/// What all stretches so far cost.
meter_reading meter_read(void);

/// Bytes that the C library's allocator has given out and not got back, with what it needs to keep track of them.
uint64_t meter_live_bytes(void);

#endif
