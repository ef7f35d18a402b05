import Ink
import Wire

/// A script in the form in which one transport sends it: made once, sent by many pens without being touched again.
///
/// Sendable and immutable. All pens of a script share its bytes, masks included: a mask is there to confuse proxies between
/// hostile scripts and caches (RFC 6455, section 10.3), of which there are none here, and unmasking costs the server the same.
final class EncodedScript: Sendable {
    let script: PenScript
    /// How it is encoded.
    let form: WireForm
    /// Which samples lead to `stroke:fit`, as numbers of events in order.
    let fitCauses: [UInt64]
    /// Numbers of the `character:next` events, by character.
    let nextNumbers: [UInt64]
    /// Characters of which an `analysis:result` must come.
    let awaitedAnalyses: Int
    /// `session:start` in the transport's form.
    let start: [UInt8]
    private let bytes: [UInt8]
    private let ends: [Int]

    /// Encodes a script.
    init(_ script: PenScript, as form: WireForm) {
        self.script = script
        fitCauses = FitForecast.causes(of: script)
        nextNumbers = script.nextNumbers
        awaitedAnalyses = min(nextNumbers.count, script.start.text.count)
        var encoder = ClientEventEncoder(grid: Quantiser(frame: script.frame))
        encoder.start(script.start)
        start = form.message(encoder.json.bytes)
        self.form = form
        var bytes: [UInt8] = []
        var ends: [Int] = []
        ends.reserveCapacity(script.events.count)
        if !script.events.isEmpty {
            form.messages(of: script, numbers: 1...UInt64(script.events.count)) { message in
                bytes += message
                ends.append(bytes.count)
            }
        }
        self.bytes = bytes
        self.ends = ends
    }

    /// Number of its last event.
    var lastNumber: UInt64 { UInt64(ends.count) }

    /// Hands over the bytes of consecutive events.
    @inline(__always)
    func withBytes(of numbers: ClosedRange<UInt64>, _ body: (UnsafeRawBufferPointer) -> Void) {
        let first = Int(numbers.lowerBound) - 1, last = Int(numbers.upperBound) - 1
        let start = first == 0 ? 0 : ends[first - 1]
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<ends[last]])) }
    }
}
