import Ink
import Wire

/// A pen that never leaves the paper: a session, a stroke, then moves of four points, each when the one before is acknowledged.
final class InkTraffic: ClosedLoopTraffic {
    /// What is to be written: nine strokes.
    private static let text: Character = "불"
    private static let pointsPerMove = 4
    /// From one point to the next: a pen at 240 Hz.
    private static let millisecondsPerPoint = 1000.0 / 240

    let wire: WireForm
    let path: String
    /// Bytes of all moves so far, without their frames' heads, and how many there were.
    private(set) var moveBytes = 0
    private(set) var moves = 0
    private let frame: Frame
    private let grid: Quantiser
    private var text: ClientEventEncoder
    private var binary: BinaryInkEncoder
    private var number: UInt64 = 0
    private var point = 0
    private var samples: [Sample] = []

    /// A pen that writes in this form.
    init(_ kind: TransportKind) {
        wire = kind.form
        path = kind.path
        frame = Frame(x: 0, y: 0, width: 300, height: 300)!
        grid = Quantiser(frame: frame)
        text = ClientEventEncoder(grid: grid)
        binary = BinaryInkEncoder(grid: grid)
    }

    func withNext(_ body: (UnsafeRawBufferPointer) -> Void) {
        let isFirst = number == 0
        number += 1
        let message = isFirst ? begin() : move()
        message.withUnsafeBytes(body)
    }

    func isAnswer(_ event: RawSpan) -> Bool { event.acknowledgedInk == number }

    private func begin() -> [UInt8] {
        var start = SessionStart()
        start.text = [Self.text]
        start.boxes = [frame]
        text.json.removeAll()
        text.start(start)
        return WireForm.frame(.text, text.json.bytes) + ink(.start, points: 1)
    }

    private func move() -> [UInt8] {
        let message = ink(.move, points: Self.pointsPerMove)
        moves += 1
        return message
    }

    private func ink(_ kind: InkEvent.Kind, points: Int) -> [UInt8] {
        samples.removeAll(keepingCapacity: true)
        for _ in 0..<points { samples.append(next()) }
        if wire == .webSocketBinary {
            let payload = binary.message(kind, samples: samples[...], number: number)
            moveBytes += kind == .move ? payload.count : 0
            return WireForm.frame(.binary, payload)
        }
        text.json.removeAll()
        text.ink(kind, samples: samples[...], number: number)
        moveBytes += kind == .move ? text.json.bytes.count : 0
        return WireForm.frame(.text, text.json.bytes)
    }

    /// The next point of a line that wanders over the sheet as a pen does: some two units from the one before, with a bend.
    private func next() -> Sample {
        defer { point += 1 }
        return grid.sample(
            x: 20 + Self.swing(Double(point) * 1.9, 260), y: 20 + Self.swing(Double(point) * 1.1 + 40, 260),
            time: Double(point) * Self.millisecondsPerPoint, pressure: 0.4 + Self.swing(Double(point) * 0.01, 0.4))
    }

    /// There and back within a width, slower towards the ends.
    private static func swing(_ way: Double, _ width: Double) -> Double {
        let share = way / width - (way / width / 2).rounded(.down) * 2
        let there = share < 1 ? share : 2 - share
        return width * there * there * (3 - 2 * there)
    }
}
