/// A request to another server.
public struct WebRequest: Sendable {
    /// What is sent behind the head.
    public enum Body: Sendable {
        /// Nothing.
        case none
        /// These bytes, with their length announced.
        case bytes([UInt8])
        /// What ``WebTransfer/write(_:)`` brings, until ``WebTransfer/finish()``; the length where it is known before.
        case stream(length: Int?)
    }

    /// How long each part may take, in milliseconds.
    public struct Deadlines: Sendable {
        /// From the beginning until a connection, TLS included, is there.
        public var connectMilliseconds = 3_000
        /// Without a byte in either direction, once connected; rounded up to whole seconds.
        public var silenceMilliseconds = 15_000
        /// The whole request with its answer; 0 for none, where an answer streams for as long as it takes.
        public var wholeMilliseconds = 30_000

        /// The defaults.
        public init() {}
    }

    /// The method, in capitals.
    public var method: String
    /// An http:// or https:// address.
    public var url: String
    /// Fields of the head, in order.
    public var headers: [(name: String, value: String)] = []
    /// What is sent.
    public var body = Body.none
    /// How long it may take.
    public var deadlines = Deadlines()

    /// A request without a body.
    public init(_ method: String, _ url: String) {
        self.method = method
        self.url = url
    }
}

/// An answer that was collected.
public struct WebResponse: Sendable {
    /// The status code.
    public var status: Int
    /// Fields of the head in the order in which they came, names in small letters.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// The first value of a field, by its name in small letters.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why there is no answer.
public enum WebError: Error, Hashable, Sendable {
    /// The address, the method or a field is none.
    case unusable(String)
    /// No connection: the name is unknown, nobody listens, TLS fails.
    case unreachable(String)
    /// It took longer than a deadline allows.
    case late(String)
    /// The connection broke, or what came is no answer.
    case broken(String)
    /// The answer is longer than was allowed.
    case tooLong
    /// The server failed too often lately; it was not asked.
    case refused
    /// As many requests wait as may.
    case full
    /// The caller gave up, or the client was closed.
    case cancelled
}
