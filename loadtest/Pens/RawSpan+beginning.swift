/// What an echo server sends back of a session's beginning.
extension RawSpan {
    /// Whether the text is a client's `session:start` or `session:resume`.
    var isSessionBeginning: Bool {
        func begins(_ name: StaticString) -> Bool {
            byteCount > name.utf8CodeUnitCount
                && (0..<name.utf8CodeUnitCount).allSatisfy {
                    unsafeLoad(fromByteOffset: $0, as: UInt8.self) == name.utf8Start[$0]
                }
        }
        return begins("[\"session:start\"") || begins("[\"session:resume\"")
    }
}
