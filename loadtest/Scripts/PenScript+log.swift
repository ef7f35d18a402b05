import Ink
import Wire

extension PenScript {
    /// A session log as it is read, line by line: its events at the server's times of arrival.
    struct LogReader {
        private(set) var script: PenScript?
        /// No session takes longer than a week, in milliseconds.
        private static let longest = 604_800_000.0

        private let name: String
        private var grid = Quantiser(frame: .unnamed)
        private var firstMilliseconds: Double?

        init(name: String) { self.name = name }

        /// Takes the next event.
        ///
        /// - Parameters:
        ///   - points: of an ink event.
        ///   - milliseconds: when it came, nil where the log does not say: then it comes with the one before.
        mutating func take(_ event: ClientEvent, points: [RawPoint], atMilliseconds milliseconds: Double?) {
            switch event {
            case .start(let start):
                script = PenScript(name: name, start: start)
                grid = Quantiser(frame: start.boxes.first ?? .unnamed)
                firstMilliseconds = nil
            case .ink(let kind, _):
                if script == nil { script = PenScript(name: name, start: SessionStart()) }
                let first = firstMilliseconds ?? milliseconds
                firstMilliseconds = first
                let at = milliseconds.map { min(max(0, $0 - (first ?? 0)), Self.longest) } ?? 0
                let samples = points.map { grid.sample(x: $0.x, y: $0.y, time: $0.time, pressure: $0.pressure) }
                script?.append(kind, samples: samples, atMicroseconds: UInt64(at * 1000))
            case .resume, .watch, .token: return
            }
        }
    }
}
