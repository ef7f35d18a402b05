/// Two events that should be the same, as a person sees what is different.
struct EventDifference {
    private let expected: [UInt8]?
    private let received: [UInt8]?

    /// How much is shown before the first difference, and of the rest.
    private static let before = 60
    private static let after = 100

    init(_ expected: [UInt8]?, _ received: [UInt8]?) {
        self.expected = expected
        self.received = received
    }

    /// A title, the two events around the first difference, and a mark beneath it.
    func text(_ title: String) -> String {
        guard let expected else { return "\(title): nothing more was expected\n  received  \(whole(received))" }
        guard let received else { return "\(title): it never came\n  expected  \(whole(expected))" }
        let place =
            zip(expected, received).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, received.count)
        let start = max(0, place - Self.before)
        let mark = String(repeating: " ", count: piece(expected, start, place).count + (start > 0 ? 1 : 0)) + "^"
        return """
            \(title), byte \(place):
              expected  \(shown(expected, start))
              received  \(shown(received, start))
                        \(mark)
            """
    }

    private func whole(_ event: [UInt8]?) -> String { shown(event ?? [], 0) }

    private func shown(_ event: [UInt8], _ start: Int) -> String {
        let end = min(event.count, start + Self.before + Self.after)
        return (start > 0 ? "…" : "") + piece(event, start, end) + (end < event.count ? "…" : "")
    }

    private func piece(_ event: [UInt8], _ start: Int, _ end: Int) -> String {
        String(decoding: event[min(start, event.count)..<min(end, event.count)], as: UTF8.self)
    }
}
