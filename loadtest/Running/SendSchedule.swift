/// Which pen is next to send, of thousands: a binary heap by due time.
struct SendSchedule: Sendable {
    private struct Entry {
        var due: UInt64
        var pen: Int32
    }

    private var heap: [Entry] = []

    /// When the next pen is due, nil where none is.
    var nextDue: UInt64? { heap.first?.due }

    /// Adds a pen.
    mutating func add(_ pen: Int, due: UInt64) {
        heap.append(Entry(due: due, pen: Int32(pen)))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].due < heap[parent].due else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// The pen that is next.
    var nextPen: Int { Int(heap[0].pen) }

    /// The next pen is due again at this time.
    mutating func postponeNext(to due: UInt64) {
        heap[0].due = due
        sink()
    }

    /// The next pen is not due any more.
    mutating func removeNext() {
        let last = heap.removeLast()
        guard !heap.isEmpty else { return }
        heap[0] = last
        sink()
    }

    private mutating func sink() {
        let entry = heap[0]
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].due < heap[child].due { child += 1 }
            guard heap[child].due < entry.due else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = entry
    }
}
