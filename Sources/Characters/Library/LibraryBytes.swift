/// The bytes of a library file, held by somebody else: an array in a test, a mapped file in a server.
///
/// They must not change while they are held. Whoever maps a file sees to it that the file is replaced by renaming and never
/// rewritten in place, as `pilsun characters import` does.
public protocol LibraryBytes: Sendable {
    /// Shows the bytes for the time of the call.
    func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

extension [UInt8]: LibraryBytes {
    /// Shows the array's elements for the time of the call.
    public func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(span) }
}
