/// A command with its arguments, which may hold any bytes.
struct RedisCommand {
    /// The arguments one behind the other.
    private(set) var bytes: [UInt8] = []
    /// Where each ends.
    private(set) var ends: [Int] = []

    /// A command of words.
    init(_ words: String...) { for word in words { add(word) } }

    mutating func add(_ word: String) {
        bytes.append(contentsOf: word.utf8)
        ends.append(bytes.count)
    }

    mutating func add(_ argument: [UInt8]) {
        bytes.append(contentsOf: argument)
        ends.append(bytes.count)
    }
}
