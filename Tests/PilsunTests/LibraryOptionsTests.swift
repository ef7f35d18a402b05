import Characters
import FoundationEssentials
import Testing

@testable import pilsun

@Suite struct LibraryOptionsTests {
    @Test(arguments: [64, 70, -1]) func `a library that is damaged anywhere is named when it is opened`(place: Int)
        throws
    {
        let characters = try ["가", "힣"].map { try #require(HangulSource().reference(for: $0)) }
        var bytes = try LibraryWriter.bytes(of: characters)
        let path = FileManager.default.temporaryDirectory.appending(path: "pilsun-\(UUID()).lib").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(filePath: path))
        #expect(try LibraryOptions.source(of: [path]).sources.count > 1)
        bytes[place < 0 ? bytes.count + place : place] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        let failure = #expect(throws: CommandFailure.self) { try LibraryOptions.source(of: [path]) }
        #expect(failure?.description.hasPrefix("“\(path)”: This library is damaged") == true)
    }
}
