import Glibc

/// Whether the condition holds within five seconds; looked at every ten milliseconds.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<500 {
        if try condition() { return true }
        usleep(10_000)
    }
    return false
}
