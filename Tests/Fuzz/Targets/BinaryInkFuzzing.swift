import Ink
import Wire

/// Messages of a connection, each behind its length: what is read is within reach, and reads as the same when it is written again.
func fuzzBinaryInk(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let grid = Quantiser(frame: fuzzFrame(input.choice()))
    var scanner = EventScanner(), stream = BinaryInkStream(), streamAgain = BinaryInkStream()
    var encoder = BinaryInkEncoder(grid: grid)
    while !input.isEmpty {
        let message = input.piece()
        guard let event = try? scanner.scan(binary: message.span.bytes, of: &stream, on: grid) else {
            encoder.anchor()
            continue
        }
        let samples = try quantised(scanner.points, on: grid)
        for sample in samples {
            try hold((0...1).contains(sample.pressure) && sample.time >= -1, "a time or a pressure is out of range")
        }
        let written = encoder.message(event.kind, samples: samples[...], number: event.number)
        guard let again = try? scanner.scan(binary: written.span.bytes, of: &streamAgain, on: grid) else {
            throw FuzzFinding("an event that was read cannot be read again: \(event)")
        }
        try hold(again == event, "\(event) reads as \(again) when it is written again")
        try hold(try quantised(scanner.points, on: grid) == samples, "points are others when they are read again")
    }
}
