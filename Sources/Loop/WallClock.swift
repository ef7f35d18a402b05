// For timespec: both modules see its header, and which one has it is the importer's chance.
internal import CUV
internal import Glibc

/// The clock on the wall, which may be set forward and back.
public enum WallClock {
    /// Nanoseconds since 1970.
    public static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Milliseconds since 1970.
    public static func milliseconds() -> UInt64 { nanoseconds() / 1_000_000 }

    /// Seconds since 1970, with their fraction.
    public static func seconds() -> Double { Double(nanoseconds()) / 1e9 }
}
