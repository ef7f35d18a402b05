/// Finds the cheapest one-to-one assignment of rows to columns, where a row or a column may stay alone.
///
/// Shortest augmenting paths with potentials (Kuhn 1955, Jonker and Volgenant 1987), O(less² · more) where `less` is the smaller of
/// the two counts: a scribble of many rows costs no more than its length. Ties go to the lower index, so that the answer is the same on
/// every node.
struct AssignmentSolver {
    /// For each row its column, nil where it stays alone.
    private(set) var columnOfRow: [Int?]

    /// - Parameters:
    ///   - cost: cost of a pair, row by row, `rows × columns` numbers.
    ///   - alone: for each row what it costs to leave it and a column alone: a pair dearer than that is never made.
    init(rows: Int, columns: Int, alone: [Double], cost: [Double]) {
        guard rows > columns else {
            columnOfRow = Self.matched(rows: rows, columns: columns) { row, column in
                column < columns ? min(cost[row * columns + column], Self.never) : alone[row]
            }
            return
        }
        // The same question asked of the columns: what a pair costs more than leaving its row alone.
        let rowOfColumn = Self.matched(rows: columns, columns: rows) { column, row in
            row < rows ? min(cost[row * columns + column], Self.never) - alone[row] : 0
        }
        columnOfRow = [Int?](repeating: nil, count: rows)
        for (column, row) in rowOfColumn.enumerated() { if let row { columnOfRow[row] = column } }
    }

    /// Dearer than everything that happens.
    private static let never = 1e6

    /// For each row its column.
    ///
    /// - Parameter price: of a row and a column, or, from column `columns` on, of leaving the row alone.
    private static func matched(rows: Int, columns: Int, price: (_ row: Int, _ column: Int) -> Double) -> [Int?] {
        // Every row may also take a column of its own that stands for staying alone.
        let width = columns + rows
        var rowPotential = [Double](repeating: 0, count: rows + 1)
        var columnPotential = [Double](repeating: 0, count: width + 1)
        var rowOfColumn = [Int](repeating: 0, count: width + 1)
        var cheapest = [Double](repeating: 0, count: width + 1)
        var previous = [Int](repeating: 0, count: width + 1)
        var used = [Bool](repeating: false, count: width + 1)

        for row in stride(from: 1, through: rows, by: 1) {
            rowOfColumn[0] = row
            var column = 0
            // Later rows' columns for staying alone can't be reached yet.
            let reach = columns + row
            for j in 0...reach {
                cheapest[j] = .infinity
                used[j] = false
            }
            repeat {
                used[column] = true
                let current = rowOfColumn[column]
                var delta = Double.infinity
                var next = 0
                func look(at j: Int) {
                    guard !used[j] else { return }
                    let reduced = price(current - 1, j - 1) - rowPotential[current] - columnPotential[j]
                    if reduced < cheapest[j] {
                        cheapest[j] = reduced
                        previous[j] = column
                    }
                }
                for j in stride(from: 1, through: columns, by: 1) { look(at: j) }
                look(at: columns + current)
                for j in 1...reach where !used[j] && cheapest[j] < delta {
                    delta = cheapest[j]
                    next = j
                }
                for j in 0...reach {
                    if used[j] {
                        rowPotential[rowOfColumn[j]] += delta
                        columnPotential[j] -= delta
                    } else {
                        cheapest[j] -= delta
                    }
                }
                column = next
            } while rowOfColumn[column] != 0
            while column != 0 {
                let before = previous[column]
                rowOfColumn[column] = rowOfColumn[before]
                column = before
            }
        }
        var columnOfRow = [Int?](repeating: nil, count: rows)
        for column in stride(from: 1, through: columns, by: 1) where rowOfColumn[column] != 0 {
            columnOfRow[rowOfColumn[column] - 1] = column - 1
        }
        return columnOfRow
    }
}
