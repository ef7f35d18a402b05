import Foundation

/// How much of the table of syllables is held against each other.
enum SyllablePairs {
    /// Whether PILSUN_ALL_SYLLABLES asks for all of them.
    static let isAll = ProcessInfo.processInfo.environment["PILSUN_ALL_SYLLABLES"] != nil
}
