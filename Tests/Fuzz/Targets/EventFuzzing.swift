import Ink
import Wire

/// An event that is read is finite, and reads as the same when it is written again.
func fuzzEvents(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let grid = Quantiser(frame: fuzzFrame(input.choice()))
    var scanner = EventScanner(), encoder = ClientEventEncoder(grid: grid)
    guard let event = try? scanner.scan(input.rest.span.bytes) else { return }
    let samples = try quantised(scanner.points, on: grid)
    switch event {
    case .ink(let kind, let number): encoder.ink(kind, samples: samples[...], number: number)
    case .start(let start):
        // Characters on both sides of white space that was dropped may melt into one.
        guard Array(String(start.text)) == start.text else { return }
        encoder.start(start)
    case .resume(let resume): encoder.resume(resume)
    case .token(let token): encoder.token(token)
    case .watch: return
    }
    guard let again = try? scanner.scan(encoder.json.bytes.span.bytes) else {
        throw FuzzFinding("an event that was read cannot be read again: \(event)")
    }
    try hold(again == event, "\(event) reads as \(again) when it is written again")
    try hold(try quantised(scanner.points, on: grid) == samples, "the points of \(event) are others when read again")
}

/// A server event that is read reads as the same when it is written again.
func fuzzServerEvents(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    var encoder = EventEncoder(grid: Quantiser(frame: fuzzFrame(input.choice())))
    let scanner = ServerEventScanner()
    guard let event = try? scanner.scan(input.rest.span.bytes), encoder.write(event) else { return }
    guard let once = try? scanner.scan(encoder.json.bytes.span.bytes) else {
        throw FuzzFinding("an event that was read cannot be read again: \(event)")
    }
    let text = encoder.json.bytes
    encoder.json.removeAll()
    _ = encoder.write(once)
    try hold(encoder.json.bytes == text, "\(once) is written differently the second time")
}

/// A box of one of the sizes from a millionth to a milliard.
func fuzzFrame(_ choice: UInt8) -> Frame {
    var side = 1e-6
    for _ in 0..<choice % 16 { side *= 10 }
    return Frame(x: 0, y: 0, width: side, height: side / 2) ?? .unnamed
}

/// The points on the grid, where all of them are as they are promised to be.
func quantised(_ points: [RawPoint], on grid: Quantiser) throws(FuzzFinding) -> [Sample] {
    for point in points {
        try hold(max(abs(point.x), abs(point.y)) <= 2e9, "a coordinate is farther out than allowed")
        try hold((point.time ?? 0).isFinite && (point.pressure ?? 0).isFinite, "a time or a pressure is not finite")
    }
    return points.map { grid.sample(x: $0.x, y: $0.y, time: $0.time, pressure: $0.pressure) }
}

extension EventEncoder {
    /// Appends the event as the server does; false where its numbers or code are none that a server writes.
    fileprivate mutating func write(_ event: ServerEvent) -> Bool {
        switch event {
        case .ready(let ready): self.ready(ready)
        case .feedback(let number, let text):
            feedback(
                number, type: text.type, message: text.message, severity: text.severity, character: text.character,
                stroke: text.stroke, at: text.at, text: text.text)
        case .correction(let number, let character, let stroke, let points):
            guard points.allSatisfy({ max(abs($0.x), abs($0.y)) <= 2e9 }) else { return false }
            correction(number, character: character, stroke: stroke, points: points)
        case .fit(let number, let character, let stroke, let segments):
            let places = segments.flatMap { [$0.start, $0.control1, $0.control2, $0.end] }
            guard places.allSatisfy({ max(abs($0.x), abs($0.y)) <= 2e9 }) else { return false }
            fit(number, character: character, stroke: stroke, segments: segments)
        case .analysis(let result):
            let values =
                [result.score] + result.parts.flatMap { [$0.weight, $0.value] } + result.strokes.map(\.decidedAt)
                + result.raster.map(\.value)
            guard values.allSatisfy({ abs($0) < 1e6 }) else { return false }
            analysis(result)
        case .acknowledgement(let ink, let checkpoint): acknowledgement(ink: ink, checkpoint: checkpoint)
        case .tokenTaken(let end): tokenTaken(expiresAt: end)
        case .error(let code, let message, _):
            guard let code = ErrorCode(rawValue: code) else { return false }
            error(EventError(code, message))
        }
        return true
    }
}
