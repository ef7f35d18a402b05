extension PreparedCharacter {
    /// For each part the alternative that holds all that was written of it and lacks least; nil where none does.
    func choice(holding written: [Int]) -> [Int]? {
        var choice: [Int] = []
        for (part, ways) in self.ways.enumerated() {
            let strokes = written.filter { self.items[$0].part == part }
            var best: (way: Int, price: Double)?
            for (way, items) in ways.map(\.items).enumerated() where strokes.allSatisfy(items.contains) {
                let price =
                    Double(items.count - strokes.count) * Tuning.missing + (way == 0 ? 0 : Tuning.alternative)
                if price < best?.price ?? .infinity { best = (way, price) }
            }
            guard let best else { return nil }
            choice.append(best.way)
        }
        return choice
    }
}
