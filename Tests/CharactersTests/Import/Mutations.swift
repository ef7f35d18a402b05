import Characters
import Testing

/// Feeds an importer what a file becomes by random changes: it may refuse, it must not crash, and what it accepts it can write.
enum Mutations {
    static func run(
        _ bytes: [UInt8], seed: UInt64, _ read: ([UInt8]) throws(ImportFault) -> [ReferenceCharacter]
    ) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
                }
            }
            do {
                for character in try read(changed) {
                    #expect(throws: Never.self) { try LibraryWriter.bytes(of: [character]) }
                }
            } catch {
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }
}
