import Checking
import Ink
import Wire

/// What one session's log still has to hand to the recorder: its client's events as they were taken in, each with the time of its
/// arrival. Belongs to the loop that holds the session.
///
/// Ink stands there as the fold got it, on the grid and with time that does not run backwards; tokens, secrets and names do not stand there.
final class SessionLog {
    /// Bytes that are handed over at once.
    private static let pieceBytes = 16 * 1024

    private let session: String
    private let recorder: SessionRecorder
    private let began: UInt64
    private var writer = RecordingWriter()
    private var encoder: ClientEventEncoder
    /// The samples of the event that is being taken in.
    private var samples: [Sample] = []

    /// The log of a session that begins now, at a time of its loop in milliseconds.
    init(session: String, head: SessionHead, start: SessionStart?, recorder: SessionRecorder, now: UInt64) {
        self.session = session
        self.recorder = recorder
        began = now
        encoder = ClientEventEncoder(grid: head.quantiser)
        writer.header(session: session)
        guard var start else { return }
        start.token = nil
        start.name = nil
        encoder.start(start)
        writer.event(encoder.json.bytes, at: 0)
    }

    /// A step of the event that is being taken in.
    func note(_ step: InkEvent) {
        if step.kind == .start || step.kind == .move { samples.append(step.sample) }
    }

    /// The event is taken in whole.
    func finish(_ kind: InkEvent.Kind, number: UInt64, now: UInt64) {
        encoder.json.removeAll()
        encoder.ink(kind, samples: samples[...], number: number)
        writer.event(encoder.json.bytes, at: Double(now - min(began, now)))
        samples.removeAll(keepingCapacity: true)
        if writer.json.bytes.count >= Self.pieceBytes { flush() }
    }

    /// Hands over what there is.
    func flush() {
        guard !writer.json.bytes.isEmpty else { return }
        recorder.append(writer.json.bytes, session: session)
        writer.json = JSONWriter()
    }
}
