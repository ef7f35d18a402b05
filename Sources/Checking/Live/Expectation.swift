import Ink

/// What may be written next, seen from what has been written: the strokes that are due, and all others that are still open.
struct Expectation {
    /// Items that may come next without a fault, ascending.
    private(set) var due: [Int] = []
    /// Items that nobody has written yet, in any alternative that is still possible, ascending.
    private(set) var open: [Int] = []

    /// Nothing may be written.
    init() {}

    /// - Parameters:
    ///   - character: what is being written.
    ///   - written: items in the order of writing; merged strokes count as both.
    init(_ character: PreparedCharacter, written: [Int]) {
        var progress = Progress(character)
        for item in written { progress.write(item) }
        progress.look()
        open = progress.isOpen.indices.filter { progress.isOpen[$0] }
        due = progress.isDue.indices.filter { progress.isDue[$0] }
    }
}
