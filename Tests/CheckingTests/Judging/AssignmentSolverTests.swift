import Characters
import Testing

@testable import Checking

/// The cheapest assignment, held against trying all of them.
struct AssignmentSolverTests {
    private static func price(_ columnOfRow: [Int?], _ columns: Int, _ alone: [Double], _ cost: [Double]) -> Double {
        columnOfRow.enumerated().reduce(0) { sum, pair in
            sum + (pair.element.map { cost[pair.offset * columns + $0] } ?? alone[pair.offset])
        }
    }

    private static func cheapest(_ rows: Int, _ columns: Int, _ alone: [Double], _ cost: [Double]) -> Double {
        func from(_ row: Int, _ taken: Set<Int>) -> Double {
            guard row < rows else { return 0 }
            return (0..<columns).filter { !taken.contains($0) }
                .map { cost[row * columns + $0] + from(row + 1, taken.union([$0])) }
                .reduce(alone[row] + from(row + 1, taken), min)
        }
        return from(0, [])
    }

    @Test("No other assignment is cheaper, with more rows than columns and with fewer")
    func leastOfAll() {
        var random = SplitMix64(seed: 11)
        // One for all questions: nothing of one may be left in the next.
        var solver = AssignmentSolver()
        for rows in 0...6 {
            for columns in 0...5 {
                for _ in 0..<20 {
                    let alone = (0..<rows).map { _ in Double.random(in: 2...20, using: &random) }
                    let cost = (0..<(rows * columns)).map { _ in Double.random(in: 0...30, using: &random) }
                    let columnOfRow = solver.columnOfRow(columns: columns, alone: alone, cost: cost)
                    let found = Self.price(columnOfRow, columns, alone, cost)
                    let least = Self.cheapest(rows, columns, alone, cost)
                    #expect(abs(found - least) < 1e-9, "seed 11, \(rows) × \(columns): \(found), not \(least)")
                    let taken = columnOfRow.compactMap { $0 }
                    #expect(Set(taken).count == taken.count)
                }
            }
        }
    }
}
