internal import Accounts
internal import Records
internal import Wire

/// One thing that clients can ask for.
struct Endpoint: Sendable {
    /// Who may ask.
    enum Who: Sendable { case everybody, signedIn, teachers }

    typealias Answer = @Sendable (Call) async throws(Problem) -> HTTPResponse

    let method: HTTPMethod
    let path: String
    let who: Who
    /// Bytes that a body may have; 0 where none is wanted.
    let bodyBytes: Int
    /// Whether it can be answered without records.
    let needsRecords: Bool
    let answer: Answer

    init(
        _ method: HTTPMethod, _ path: String, for who: Who = .signedIn, body bodyBytes: Int = 0,
        needsRecords: Bool = true, answer: @escaping Answer
    ) {
        self.method = method
        self.path = path
        self.who = who
        self.bodyBytes = bodyBytes
        self.needsRecords = needsRecords
        self.answer = answer
    }

    /// Bytes of a body with a handful of fields.
    static let smallBody = 16 * 1024

    /// Where the API begins.
    static let root = "/api/v1"
}
