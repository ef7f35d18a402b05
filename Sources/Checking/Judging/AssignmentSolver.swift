/// Finds the cheapest one-to-one assignment of rows to columns, where a row or a column may stay alone.
///
/// Shortest augmenting paths with potentials (Kuhn 1955, Jonker and Volgenant 1987), O(less² · more) where `less` is the smaller of
/// the two counts: a scribble of many rows costs no more than its length. Ties go to the lower index, so that the answer is the same on
/// every node. A solver keeps its memory from one question to the next.
struct AssignmentSolver {
    /// Dearer than everything that happens.
    private static let never = 1e6
    /// Prices that differ by less may come out equal when they are added up.
    private static let doubt = 1e-6

    // Of the question as it is solved, with no more rows than columns: prices row by row, and of leaving each row alone.
    private var rows = 0
    private var columns = 0
    private var prices: [Double] = []
    private var alone: [Double] = []

    // Row 0 and column 0 stand for none. After the columns, every row has one of its own that stands for staying alone.
    private var rowPotential: [Double] = []
    private var columnPotential: [Double] = []
    private var rowOfColumn: [Int] = []
    private var cheapest: [Double] = []
    private var previous: [Int] = []
    private var used: [Bool] = []

    /// For each row its column, nil where it stays alone.
    ///
    /// - Parameters:
    ///   - alone: for each row what it costs to leave it and a column alone: a pair dearer than that is never made.
    ///   - cost: cost of a pair, row by row, `alone.count × columns` numbers.
    mutating func columnOfRow(columns: Int, alone: [Double], cost: [Double]) -> [Int?] {
        if let obvious = firstChoices(columns, alone, cost) { return obvious }
        var columnOfRow = [Int?](repeating: nil, count: alone.count)
        if alone.count > columns {
            ask(ofColumns: columns, alone, cost)
            solve()
            for row in stride(from: 1, through: self.columns, by: 1) where rowOfColumn[row] != 0 {
                columnOfRow[row - 1] = rowOfColumn[row] - 1
            }
        } else {
            ask(ofRows: columns, alone, cost)
            solve()
            for column in stride(from: 1, through: columns, by: 1) where rowOfColumn[column] != 0 {
                columnOfRow[rowOfColumn[column] - 1] = column - 1
            }
        }
        return columnOfRow
    }

    /// What is cheapest for each row by itself; nil where two rows want the same column, or a row's choice is hardly cheaper than another:
    /// that takes weighing.
    private mutating func firstChoices(_ columns: Int, _ alone: [Double], _ cost: [Double]) -> [Int?]? {
        Self.clear(&used, columns, false)
        var choices: [Int?] = []
        choices.reserveCapacity(alone.count)
        for row in alone.indices {
            var best = alone[row], next = Double.infinity, choice = columns
            for column in 0..<columns {
                let price = cost[row * columns + column]
                if price < best {
                    next = best
                    best = price
                    choice = column
                } else if price < next {
                    next = price
                }
            }
            guard next - best > Self.doubt, !used[choice] else { return nil }
            used[choice] = choice < columns
            choices.append(choice < columns ? choice : nil)
        }
        return choices
    }

    private mutating func ask(ofRows columns: Int, _ alone: [Double], _ cost: [Double]) {
        rows = alone.count
        self.columns = columns
        self.alone = alone
        prices.removeAll(keepingCapacity: true)
        for price in cost { prices.append(min(price, Self.never)) }
    }

    /// The same question asked of the columns: what a pair costs more than leaving its row alone.
    private mutating func ask(ofColumns columns: Int, _ alone: [Double], _ cost: [Double]) {
        rows = columns
        self.columns = alone.count
        self.alone = [Double](repeating: 0, count: columns)
        prices.removeAll(keepingCapacity: true)
        for column in 0..<columns {
            for row in alone.indices { prices.append(min(cost[row * columns + column], Self.never) - alone[row]) }
        }
    }

    private mutating func solve() {
        clear()
        for row in stride(from: 1, through: rows, by: 1) {
            rowOfColumn[0] = row
            // Later rows' columns for staying alone can't be reached yet.
            let reach = columns + row
            for j in 0...reach {
                cheapest[j] = .infinity
                used[j] = false
            }
            var column = 0
            repeat { column = step(from: column, reach) } while rowOfColumn[column] != 0
            while column != 0 {
                let before = previous[column]
                rowOfColumn[column] = rowOfColumn[before]
                column = before
            }
        }
    }

    private mutating func clear() {
        let width = columns + rows
        Self.clear(&rowPotential, rows, 0)
        Self.clear(&columnPotential, width, 0)
        Self.clear(&rowOfColumn, width, 0)
        Self.clear(&cheapest, width, 0)
        Self.clear(&previous, width, 0)
        Self.clear(&used, width, false)
    }

    private static func clear<Value>(_ array: inout [Value], _ count: Int, _ value: Value) {
        array.removeAll(keepingCapacity: true)
        for _ in 0...count { array.append(value) }
    }

    /// Takes a column into the tree of shortest paths; the nearest one that is not in it yet.
    private mutating func step(from column: Int, _ reach: Int) -> Int {
        used[column] = true
        let row = rowOfColumn[column], potential = rowPotential[row], base = (row - 1) * columns
        for j in stride(from: 1, through: columns, by: 1) where !used[j] {
            look(at: j, prices[base + j - 1] - potential, from: column)
        }
        if !used[columns + row] { look(at: columns + row, alone[row - 1] - potential, from: column) }
        var delta = Double.infinity
        var next = 0
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
        return next
    }

    @inline(__always)
    private mutating func look(at j: Int, _ price: Double, from column: Int) {
        let reduced = price - columnPotential[j]
        if reduced < cheapest[j] {
            cheapest[j] = reduced
            previous[j] = column
        }
    }
}
