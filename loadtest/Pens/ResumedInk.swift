import Ink
import Wire

/// Binary ink behind a resume: its messages build on each other, so those of the stroke that the loss has cut are encoded anew. From
/// the next `stroke:start` on, which builds on nothing but its number, the script's own bytes fit again.
struct ResumedInk {
    private var encoder: BinaryInkEncoder

    /// For ink of this script.
    init(_ script: PenScript) { encoder = BinaryInkEncoder(grid: Quantiser(frame: script.frame)) }

    /// The next event's message; nil where a stroke begins behind an event that was already encoded here.
    mutating func message(_ number: UInt64, of script: PenScript) -> [UInt8]? {
        let event = script.events[Int(number) - 1]
        if event.kind == .start, hasBegun { return nil }
        hasBegun = true
        return WireForm.frame(
            .binary, encoder.message(event.kind, samples: script.samples(of: event), number: number))
    }

    private var hasBegun = false
}
