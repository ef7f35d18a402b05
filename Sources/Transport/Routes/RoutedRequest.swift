public import Loop
public import Wire

/// A request that has found its route.
public struct RoutedRequest: Sendable {
    /// The head and, where the route wants one, the body.
    public var request: HTTPRequest
    /// Where the client is.
    public let client: SocketAddress
    /// The parts of the path that stand for the pattern's parameters, as they were sent.
    let parameters: [(name: String, value: Substring)]

    /// The part of the path that stands for a parameter, decoded; nil where it is not encoded rightly, or the pattern has no such parameter.
    public subscript(_ name: String) -> String? {
        parameters.first { $0.name == name }.flatMap { PercentEncoding.decoded($0.value) }
    }
}
