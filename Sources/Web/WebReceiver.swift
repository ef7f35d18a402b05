/// Who gets an answer while it comes. Called on the client's loop.
public protocol WebReceiver: AnyObject {
    /// The head of the answer.
    func transfer(_ transfer: WebTransfer, receivedHead status: Int, headers: [(name: String, value: String)])

    /// Bytes of its body, valid during the call. False: no more until ``WebTransfer/resume()``; these are taken.
    func transfer(_ transfer: WebTransfer, received bytes: UnsafeRawBufferPointer) -> Bool

    /// What was queued of a streamed body has left so far that more may come.
    func transferDrained(_ transfer: WebTransfer)

    /// It is over, once and last. Nil: the answer is whole.
    func transfer(_ transfer: WebTransfer, ended error: WebError?)
}

extension WebReceiver {
    /// Nothing is streamed.
    public func transferDrained(_ transfer: WebTransfer) {}
}

/// Collects an answer up to a bound.
final class CollectedAnswer: WebReceiver {
    private let limit: Int
    private let completion: (Result<WebResponse, WebError>) -> Void
    private var response = WebResponse(status: 0, headers: [], body: [])

    init(upTo limit: Int, _ completion: @escaping (Result<WebResponse, WebError>) -> Void) {
        self.limit = limit
        self.completion = completion
    }

    func transfer(_ transfer: WebTransfer, receivedHead status: Int, headers: [(name: String, value: String)]) {
        response.status = status
        response.headers = headers
    }

    func transfer(_ transfer: WebTransfer, received bytes: UnsafeRawBufferPointer) -> Bool {
        guard response.body.count + bytes.count <= limit else {
            transfer.cancel(as: .tooLong)
            return true
        }
        response.body.append(contentsOf: bytes)
        return true
    }

    func transfer(_ transfer: WebTransfer, ended error: WebError?) {
        completion(error.map(Result.failure) ?? .success(response))
    }
}
