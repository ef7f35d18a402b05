import Wire

// A span must not leave an expression that a test macro takes apart; arrays may.

extension EventScanner {
    mutating func scan(bytes: [UInt8]) throws(EventError) -> ClientEvent { try scan(bytes.span.bytes) }
}

extension ServerEventScanner {
    func scan(bytes: [UInt8]) throws(EventError) -> ServerEvent { try scan(bytes.span.bytes) }
}

extension RecordingReader {
    mutating func read(bytes: [UInt8]) -> RecordedLine { read(bytes.span.bytes) }
}
