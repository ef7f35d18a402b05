import FoundationEssentials

extension Data {
    /// The contents of a text file without the byte order mark that some editors put before it.
    var withoutByteOrderMark: Data { starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self }
}
