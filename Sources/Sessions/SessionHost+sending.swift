import Transport
import Wire

/// Everything that a client is told.
extension SessionHost {
    /// Sends all of a batch, less the outputs up to `seen`.
    func send(_ batch: SessionBatch, after seen: UInt64, to link: SessionLink) {
        if let ready = batch.ready {
            json.json.removeAll()
            json.ready(ready)
            send(json.json.bytes, to: link)
            if batch.isIncomplete {
                send(EventError(.outputsForgotten, "Some outputs after this number are no longer kept here."), to: link)
            }
        }
        batch.forEach(after: seen) { send($0, to: link) }
    }

    func send(_ error: EventError, to link: SessionLink) {
        json.json.removeAll()
        json.error(error)
        counters.errorsSent.add()
        send(json.json.bytes, to: link)
    }

    /// The client's token is in force until this second since 1970; nil where none is needed.
    func tellTokenTaken(until end: Double?, to link: SessionLink) {
        json.json.removeAll()
        json.tokenTaken(expiresAt: end.map { UInt64(max(0, min($0, 9e15))) })
        send(json.json.bytes, to: link)
    }

    func send(_ text: [UInt8], to link: SessionLink) { send(text.span.bytes, to: link) }

    private func send(_ text: RawSpan, to link: SessionLink) {
        counters.eventsSent.add()
        counters.bytesSent.add(text.byteCount)
        link.channel?.send(text: text)
    }
}
