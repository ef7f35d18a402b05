/// Many timers that are seldom due: start and cancel in constant time, memory in one array.
///
/// Four wheels of 64 slots, each turning 64 times slower than the one before (Varghese and Lauck, scheme 7). A timer lies
/// in the slot of its deadline on the first wheel that reaches so far, and moves to a faster wheel when its slot comes
/// around. With ticks of 4 ms the wheels reach 256 ms, 16 s, 17 min and 18 h; later deadlines wait in the last slot.
/// Time limits that are pushed ahead by every message should not restart their timer: let it fire, compare with the time
/// of the last message, and start it for the rest.
struct TimerWheel: ~Copyable {
    private struct Entry {
        var target: (any TimerTarget)?
        var deadline: UInt64
        var kind: Int
        var generation: UInt32
        /// Neighbours in the slot's list or, with `next` alone, in the list of free entries.
        var next: UInt32
        var previous: UInt32
        var slot: UInt16
    }

    private static let nobody = UInt32.max
    private static let wheels = 4
    private static let bits: UInt64 = 6
    private static let slotsPerWheel = 64

    private var entries: [Entry] = []
    private var free = nobody
    private var slots = [UInt32](repeating: nobody, count: wheels * slotsPerWheel)
    /// A bit for each slot of a wheel that is not empty.
    private var occupied = InlineArray<4, UInt64>(repeating: 0)
    /// Ticks up to this one have been processed.
    private var now: UInt64
    /// Timers that are started.
    private(set) var count = 0

    init(now: UInt64) {
        self.now = now
    }

    /// Starts a timer that is due in the first ``nextDue(at:)`` that reaches `deadline` (in ticks), never at once.
    mutating func start(at deadline: UInt64, _ target: any TimerTarget, kind: Int) -> TimerToken {
        let index = takeEntry()
        entries[Int(index)].target = target
        entries[Int(index)].deadline = max(deadline, now + 1)
        entries[Int(index)].kind = kind
        link(index)
        count += 1
        return TimerToken(index: index, generation: entries[Int(index)].generation)
    }

    /// Stops a timer and lets its target go. A spent token does nothing.
    mutating func cancel(_ token: TimerToken) {
        let index = Int(token.index)
        guard index < entries.count, entries[index].generation == token.generation, entries[index].target != nil else {
            return
        }
        unlink(token.index)
        release(token.index)
    }

    /// The tick up to which it is safe to sleep: no timer is due before it. Nil without timers.
    var nextTick: UInt64? {
        var earliest: UInt64?
        for wheel in 0..<Self.wheels where occupied[wheel] != 0 {
            let shift = Self.bits * UInt64(wheel)
            let position = now >> shift
            // Slots ahead of the hand, nearest first: rotate the bitmap so that the slot after the hand is bit 0.
            let turn = Int((position + 1) & 63)
            let bitmap = occupied[wheel]
            let rotated = turn == 0 ? bitmap : bitmap >> UInt64(turn) | bitmap << UInt64(64 - turn)
            let tick = (position + 1 + UInt64(rotated.trailingZeroBitCount)) << shift
            earliest = min(earliest ?? tick, tick)
        }
        return earliest
    }

    /// Turns the wheels and answers a timer that is due, the earliest deadlines first;
    /// call until nil. The target runs outside, so that it may start and cancel timers.
    mutating func nextDue(at tick: UInt64) -> (target: any TimerTarget, kind: Int)? {
        while true {
            let slot = Int(now & 63)
            let index = slots[slot]
            if index != Self.nobody && entries[Int(index)].deadline <= now {
                unlink(index)
                let target = entries[Int(index)].target!
                let kind = entries[Int(index)].kind
                release(index)
                return (target, kind)
            }
            guard now < tick else { return nil }
            guard let next = nextTick, next <= tick else {
                now = tick
                return nil
            }
            now = next
            cascade()
        }
    }

    /// Moves the timers of the slots that the slower hands have reached onto faster wheels.
    private mutating func cascade() {
        for wheel in stride(from: Self.wheels - 1, to: 0, by: -1) {
            let shift = Self.bits * UInt64(wheel)
            guard now & ((1 << shift) - 1) == 0 else { continue }
            let slot = wheel * Self.slotsPerWheel + Int((now >> shift) & 63)
            while slots[slot] != Self.nobody {
                let index = slots[slot]
                unlink(index)
                link(index)
            }
        }
    }

    private mutating func link(_ index: UInt32) {
        let deadline = entries[Int(index)].deadline
        let delta = deadline - now
        var wheel = 0
        while wheel < Self.wheels - 1 && delta >> (Self.bits * UInt64(wheel + 1)) != 0 { wheel += 1 }
        let shift = Self.bits * UInt64(wheel)
        // Beyond the last wheel: as far away as it reaches, to be looked at again then.
        let position = min(deadline >> shift, (now >> shift) + 63)
        let place = Int(position & 63)
        let slot = wheel * Self.slotsPerWheel + place
        let first = slots[slot]
        entries[Int(index)].slot = UInt16(slot)
        entries[Int(index)].previous = Self.nobody
        entries[Int(index)].next = first
        if first != Self.nobody { entries[Int(first)].previous = index }
        slots[slot] = index
        occupied[wheel] |= 1 << UInt64(place)
    }

    private mutating func unlink(_ index: UInt32) {
        let entry = entries[Int(index)]
        let slot = Int(entry.slot)
        if entry.previous != Self.nobody {
            entries[Int(entry.previous)].next = entry.next
        } else {
            slots[slot] = entry.next
            if entry.next == Self.nobody { occupied[slot / 64] &= ~(1 << UInt64(slot % 64)) }
        }
        if entry.next != Self.nobody { entries[Int(entry.next)].previous = entry.previous }
    }

    private mutating func takeEntry() -> UInt32 {
        if free != Self.nobody {
            let index = free
            free = entries[Int(index)].next
            return index
        }
        entries.append(
            Entry(
                target: nil, deadline: 0, kind: 0, generation: 0, next: Self.nobody, previous: Self.nobody, slot: 0))
        return UInt32(entries.count - 1)
    }

    private mutating func release(_ index: UInt32) {
        entries[Int(index)].target = nil
        entries[Int(index)].generation &+= 1
        entries[Int(index)].next = free
        free = index
        count -= 1
    }
}
