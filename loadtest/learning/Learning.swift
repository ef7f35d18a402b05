import Glibc
import Records

/// Simulates a school that learns to write, and says how well what is known was foretold: FSRS as the product has it, SM-2, and a constant.
@main
struct Learning {
    static func main() {
        let seed = CommandLine.arguments.dropFirst().first.flatMap(UInt64.init) ?? 1
        var characters = Forecasts(), mistakes = Forecasts(), busiest = 0
        for learner in 0..<200 {
            var learner = Learner(seed: seed &* 1_000 &+ UInt64(learner))
            for day in 0..<90 { busiest = max(busiest, learner.live(day: day)) }
            characters.add(learner.characters)
            mistakes.add(learner.mistakes)
        }
        print("seed \(seed): 200 learners, 90 days, at most \(busiest) characters asked for in a day")
        print("| | reviews | known | FSRS-6 | SM-2 | constant | the law itself |\n|---|---|---|---|---|---|---|")
        print("| characters \(characters.row)\n| kinds of mistake \(mistakes.row)")
    }
}

/// How well reviews were foretold: mean log loss, less is better.
struct Forecasts {
    private var count = 0, known = 0
    private var fsrs = 0.0, sm2 = 0.0, law = 0.0

    /// A review, and how likely each said beforehand that the item was known.
    mutating func add(known isKnown: Bool, fsrs: Double, sm2: Double, law: Double) {
        count += 1
        known += isKnown ? 1 : 0
        self.fsrs += Self.loss(fsrs, isKnown)
        self.sm2 += Self.loss(sm2, isKnown)
        self.law += Self.loss(law, isKnown)
    }

    mutating func add(_ other: Forecasts) {
        count += other.count
        known += other.known
        fsrs += other.fsrs
        sm2 += other.sm2
        law += other.law
    }

    /// The best constant there is: the share that was known, seen from behind.
    var row: String {
        let share = Double(known) / Double(count)
        let constant = -share * log(share) - (1 - share) * log(1 - share)
        let losses = [fsrs / Double(count), sm2 / Double(count), constant, law / Double(count)]
        return "| \(count) | \(Self.text(share)) | \(losses.map(Self.text).joined(separator: " | ")) |"
    }

    private static func loss(_ probability: Double, _ isKnown: Bool) -> Double {
        let bounded = min(max(probability, 0.001), 0.999)
        return -log(isKnown ? bounded : 1 - bounded)
    }

    private static func text(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }
}
