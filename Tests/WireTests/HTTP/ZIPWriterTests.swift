import Testing

@testable import Wire

/// Files of members.
struct ZIPWriterTests {
    @Test func `a file without members is the end of its directory alone`() {
        #expect(ZIPWriter().finished() == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
    }

    @Test func `a member is found by the directory, with its name, its sum and its bytes`() {
        var file = ZIPWriter()
        file.add("a", Array("first".utf8))
        file.add("가.txt", Array("123456789".utf8))
        let bytes = file.finished()
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
        }
        let end = bytes.count - 22
        #expect(number(end + 10, 2) == 2)
        let directory = number(end + 16, 4)
        #expect(directory + number(end + 12, 4) == end)
        let second = directory + 46 + 1
        // The sum that every description of CRC-32 names for these nine digits.
        #expect(number(second + 16, 4) == 0xCBF4_3926)
        #expect(number(second + 24, 4) == 9)
        let local = number(second + 42, 4), name = number(local + 26, 2)
        #expect(Array(bytes[local + 30..<local + 30 + name]) == Array("가.txt".utf8))
        #expect(Array(bytes[local + 30 + name..<local + 30 + name + 9]) == Array("123456789".utf8))
    }
}
