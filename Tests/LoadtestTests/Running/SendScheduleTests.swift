import Characters
import Testing

@testable import loadtest

@Suite struct SendScheduleTests {
    @Test(
        "Pens come in the order of their times, however they were added and put off",
        arguments: 1...20 as ClosedRange<UInt64>)
    func order(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var schedule = SendSchedule(), model: [Int: UInt64] = [:]
        for pen in 0..<200 {
            model[pen] = generator.next() % 1000
            schedule.add(pen, due: model[pen]!)
        }
        var last: UInt64 = 0
        for _ in 0..<2000 {
            guard let due = schedule.nextDue else { break }
            #expect(due == model.values.min() && due >= last && model[schedule.nextPen] == due)
            last = due
            if generator.next() % 4 == 0 {
                model[schedule.nextPen] = nil
                schedule.removeNext()
            } else {
                model[schedule.nextPen] = due + generator.next() % 50
                schedule.postponeNext(to: model[schedule.nextPen]!)
            }
        }
        #expect(schedule.nextDue == model.values.min())
    }
}
