import Characters
import FuzzTargets
import Testing

@Suite("Fuzz targets")
struct FuzzTargetTests {
    /// Fixed, so that a failure comes again; libFuzzer's runs (`make fuzz`) begin elsewhere each time.
    private static let seed: UInt64 = 20_260
    private static let rounds = 300

    @Test("what once broke a promise no longer does", arguments: FuzzTarget.allCases)
    func findings(target: FuzzTarget) throws {
        for (name, input) in target.findings {
            #expect(throws: Never.self, "\(target.rawValue)/\(name)") { try target.run(input) }
        }
    }

    @Test("seeds and damaged seeds break no promise", arguments: FuzzTarget.allCases)
    func damagedSeeds(target: FuzzTarget) throws {
        let seeds = target.seeds
        try #require(seeds.count > 1)
        for seed in seeds { try target.run(seed) }
        var random = SplitMix64(seed: Self.seed)
        for round in 0..<Self.rounds {
            guard var input = seeds.randomElement(using: &random) else { break }
            input.damage(with: seeds, using: &random)
            do {
                try target.run(input)
            } catch {
                Issue.record("\(target.rawValue), seed \(Self.seed), round \(round): \(error); input \(input)")
                return
            }
        }
    }
}

extension [UInt8] {
    /// Changes a few places in the ways that fuzzers do.
    fileprivate mutating func damage(with others: [[UInt8]], using random: inout SplitMix64) {
        for _ in 0..<Int.random(in: 1...4, using: &random) where !isEmpty {
            let place = Int.random(in: indices, using: &random)
            let end = Swift.min(count, place + Int.random(in: 1...16, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0: self[place] = .random(in: 0...255, using: &random)
            case 1: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: insert(.random(in: 0...255, using: &random), at: place)
            case 3: removeSubrange(place..<end)
            case 4: insert(contentsOf: self[place..<end], at: place)
            case 5: removeLast(count - place)
            case 6:
                guard let other = others.randomElement(using: &random), !other.isEmpty else { continue }
                append(contentsOf: other[Int.random(in: other.indices, using: &random)...])
            default: self[place] = [0, 0x7F, 0x80, 0xFF, 0x22, 0x5B, 0x7D, 0x0A][Int.random(in: 0..<8, using: &random)]
            }
        }
    }
}
