#ifndef PILSUN_CUV_SHIM_H
#define PILSUN_CUV_SHIM_H

#include <linux/sockios.h>
#include <sched.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <uv.h>

// Linux calls that Swift's Glibc module leaves out (it is built without _GNU_SOURCE).
int accept4(int descriptor, struct sockaddr *address, socklen_t *size, int flags);
int pthread_setname_np(pthread_t thread, const char *name);

static inline int pilsun_timerfd(void) { return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC); }

// Absolute time; 0 and 0 disarm. It fails only for a descriptor or a time that is none.
static inline void pilsun_timerfd_set(int descriptor, uint64_t seconds, uint64_t nanoseconds) {
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)seconds, .tv_nsec = (long)nanoseconds}};
    timerfd_settime(descriptor, TFD_TIMER_ABSTIME, &when, NULL);
}

static inline int pilsun_signalfd(const sigset_t *signals) { return signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC); }

// The calling thread runs when nobody else wants to: on Linux both of these are a thread's own. Refused, it runs like the others.
static inline void pilsun_lowest_priority(void) {
    struct sched_param none = {0};
    sched_setscheduler(0, 3 /* SCHED_BATCH, which glibc hides without _GNU_SOURCE */, &none);
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 19);
}

// Bytes in a socket that the peer has not acknowledged.
static inline int pilsun_outq(int descriptor) {
    int bytes = 0;
    return ioctl(descriptor, SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

static inline int pilsun_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// recv and send are points where a thread may be cancelled: in a process with several threads glibc enters and leaves a state for that
// with two atomic operations each. Nobody cancels a loop, so its two calls for every message go past that.
static inline ssize_t pilsun_recv(int descriptor, void *bytes, size_t count) {
    return syscall(SYS_recvfrom, descriptor, bytes, count, 0, NULL, NULL);
}

static inline ssize_t pilsun_send(int descriptor, const void *bytes, size_t count) {
    return syscall(SYS_sendto, descriptor, bytes, count, MSG_NOSIGNAL, NULL, 0);
}

static inline ssize_t pilsun_sendmsg(int descriptor, const struct msghdr *message) {
    return syscall(SYS_sendmsg, descriptor, message, MSG_NOSIGNAL);
}

// A handle's type "inherits" uv_handle_t by having the same first fields. Swift can't see that, so the casts are here.
static inline uv_handle_t *pilsun_uv_handle(void *handle) { return (uv_handle_t *)handle; }

#endif
