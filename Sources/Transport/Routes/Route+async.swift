public import Loop
public import Wire

extension Route {
    /// An entry whose answer has to be waited for: the handler is a task on the loop's thread, and whatever it waits for holds nobody up.
    ///
    /// A client that leaves does not end the task: what it asked for may be half done.
    public init(
        _ methods: [HTTPMethod], _ pattern: String, origins: Origins = .named, body: Body = .none, gate: Gate? = nil,
        on executor: LoopExecutor, answer: @escaping @Sendable (RoutedRequest) async -> HTTPResponse
    ) {
        self.init(methods, pattern, origins: origins, body: body, gate: gate) { routed, exchange in
            let waiting = Waiting(exchange)
            Task.immediate(executorPreference: executor) { waiting.respond(await answer(routed)) }
        }
    }

    /// The way back of a request whose answer is waited for.
    ///
    /// Sendable, although an exchange belongs to its loop: the task that holds it runs on that loop's thread alone, from the call of the handler
    /// (`immediate`) to the answer (its executor).
    private final class Waiting: @unchecked Sendable {
        private let exchange: any HTTPExchange

        init(_ exchange: any HTTPExchange) { self.exchange = exchange }

        func respond(_ response: HTTPResponse) { exchange.respond(response) }
    }
}
