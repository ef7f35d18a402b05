import Foundation
import Ink
import Synchronization
import Testing
import Wire

@testable import Checking
@testable import Sessions

@Suite("SessionAnalyses")
struct SessionAnalysesTests {
    /// Takes the place of the lane: work waits until the test has it done.
    private final class Desk: Sendable {
        private let scheduled = Mutex<[SessionAnalyses]>([])
        let wakes = Atomic(0)

        func schedule(_ analyses: SessionAnalyses) { scheduled.withLock { $0.append(analyses) } }

        /// Does what waits; says how often work was scheduled.
        func work(_ raster: CharacterRaster) -> Int {
            let waiting = scheduled.withLock { scheduled in
                defer { scheduled.removeAll() }
                return scheduled
            }
            for analyses in waiting { analyses.work(raster) }
            return waiting.count
        }
    }

    private static func analyses(_ desk: Desk) -> SessionAnalyses {
        SessionAnalyses(
            characters: 3, encoder: EventEncoder(grid: Quantiser(frame: .unnamed)), schedule: { desk.schedule($0) },
            wake: { desk.wakes.add(1, ordering: .relaxed) })
    }

    private static func analysis(_ character: Int, score: Double = 0.5) -> CharacterAnalysis {
        CharacterAnalysis(
            character: character, isCorrect: true, strokes: [], missing: [], score: score, parts: [], ink: [],
            laidReference: [[Point(0.2, 0.2), Point(0.8, 0.8)]])
    }

    private static func take(_ analyses: SessionAnalyses) -> [String] {
        var events: [String] = []
        analyses.take { events.append(String(decoding: $0.event, as: UTF8.self)) }
        return events
    }

    @Test("each character is answered once, in the order of asking, and taken once")
    func answers() {
        let desk = Desk(), analyses = Self.analyses(desk)
        analyses.request(Self.analysis(2))
        analyses.request(Self.analysis(0))
        #expect(Self.take(analyses).isEmpty)
        #expect(desk.work(CharacterRaster()) == 1)
        #expect(desk.wakes.load(ordering: .relaxed) == 2)
        let events = Self.take(analyses)
        #expect(events.count == 2)
        #expect(events[0].hasPrefix(#"["analysis:result",{"character":2,"score":0.5,"#))
        #expect(events[1].hasPrefix(#"["analysis:result",{"character":0,"#))
        #expect(Self.take(analyses).isEmpty)
        analyses.request(Self.analysis(1))
        #expect(desk.work(CharacterRaster()) == 1)
        #expect(Self.take(analyses).count == 1)
    }

    @Test("of two requests for a character the last one stands, whether the first is answered already or not")
    func last() {
        let desk = Desk(), analyses = Self.analyses(desk), raster = CharacterRaster()
        for isAnswered in [false, true] {
            analyses.request(Self.analysis(1, score: 0.25))
            if isAnswered { _ = desk.work(raster) }
            analyses.request(Self.analysis(1, score: 0.75))
            _ = desk.work(raster)
            let events = Self.take(analyses)
            #expect(events.count == 1)
            #expect(events.first?.contains("\"score\":0.75") == true)
        }
    }

    @Test("what was cancelled is not answered, whether the answer is there already or not")
    func cancelled() {
        let desk = Desk(), analyses = Self.analyses(desk), raster = CharacterRaster()
        for isAnswered in [false, true] {
            analyses.request(Self.analysis(1))
            analyses.request(Self.analysis(2))
            if isAnswered { _ = desk.work(raster) }
            analyses.cancel(1)
            _ = desk.work(raster)
            #expect(Self.take(analyses).map { $0.contains("\"character\":2,") } == [true])
        }
        analyses.cancel(7)
    }

    @Test("while a lane works and the consumer asks and takes back, no answer is older than the request before it")
    func concurrent() {
        let desk = Desk(), analyses = Self.analyses(desk)
        let isOver = Atomic(false)
        let lane = Thread {
            let raster = CharacterRaster()
            while !isOver.load(ordering: .acquiring) { _ = desk.work(raster) }
            _ = desk.work(raster)
            isOver.store(false, ordering: .releasing)
        }
        lane.start()
        var latest = 0, answered = 0
        func takeAll() {
            for event in Self.take(analyses) {
                #expect(event.contains("\"score\":\(Double(latest) / 1_000),"), "after request \(latest)")
                answered += 1
            }
        }
        for step in 1..<1_000 {
            latest = step
            analyses.request(Self.analysis(0, score: Double(step) / 1_000))
            if step % 3 == 0 { usleep(200) }
            takeAll()
            guard step % 7 == 0 else { continue }
            analyses.cancel(0)
            #expect(Self.take(analyses).isEmpty)
        }
        isOver.store(true, ordering: .releasing)
        while isOver.load(ordering: .acquiring) { usleep(1_000) }
        takeAll()
        #expect(answered > 1)
    }
}
