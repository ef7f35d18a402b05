internal import CZlib

/// A ZIP file of a few members, put together in memory (APPNOTE 6.3.10): stored as they are, so that nobody needs more than the format itself to read it.
public struct ZIPWriter: Sendable {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// A file without members.
    public init() {}

    /// Adds a member.
    ///
    /// - Precondition: fewer than 65,536 members and less than 4 GiB in all: what has more needs another format.
    public mutating func add(_ name: String, _ content: [UInt8]) {
        precondition(bytes.count + content.count < 1 << 32 && count < .max, "the format has 32 bits for sizes")
        let offset = UInt32(bytes.count), name = Array(name.utf8)
        var head: [UInt8] = []
        // Version 2.0, names in UTF-8, stored, 1980-01-01: nobody looks when a member was made.
        for value: UInt16 in [20, 0x0800, 0, 0, 0x21] { Self.append(value, to: &head) }
        let sum = content.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
        for value in [sum, UInt32(content.count), UInt32(content.count)] { Self.append(value, to: &head) }
        Self.append(UInt16(name.count), to: &head)
        Self.append(UInt16(0), to: &head)
        Self.append(0x0403_4B50 as UInt32, to: &bytes)
        bytes += head + name + content
        Self.append(0x0201_4B50 as UInt32, to: &directory)
        Self.append(20 as UInt16, to: &directory)
        directory += head
        // No comment, first disk, no attributes.
        for value: UInt16 in [0, 0, 0] { Self.append(value, to: &directory) }
        Self.append(0 as UInt32, to: &directory)
        Self.append(offset, to: &directory)
        directory += name
        count += 1
    }

    /// The whole file.
    public func finished() -> [UInt8] {
        var file = bytes + directory
        Self.append(0x0605_4B50 as UInt32, to: &file)
        for value: UInt16 in [0, 0, count, count] { Self.append(value, to: &file) }
        Self.append(UInt32(directory.count), to: &file)
        Self.append(UInt32(bytes.count), to: &file)
        Self.append(0 as UInt16, to: &file)
        return file
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
}
