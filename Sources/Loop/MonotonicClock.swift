// For timespec: both modules see its header, and which one has it is the importer's chance.
internal import CUV
internal import Glibc

/// The clock that never goes back, finer than a loop's milliseconds.
public enum MonotonicClock {
    /// Nanoseconds since some moment before the process began; all threads and ``PreciseAlarm`` agree on it.
    public static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
