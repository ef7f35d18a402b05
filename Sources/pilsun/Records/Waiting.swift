import Glibc

/// Runs asynchronous work and waits for it: a command has nothing else to do.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let end = WorkEnd<Value>()
    Task { end.ring(await Result { try await work() }) }
    return try end.wait()
}

/// Where the result of work is waited for.
///
/// Sendable, although it holds a pointer and changes: the result is written before the counter is posted, and read behind the wait for it.
private final class WorkEnd<Value: Sendable>: @unchecked Sendable {
    private let counter = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private var result: Result<Value, any Error>?

    init() { sem_init(counter, 0, 0) }

    deinit {
        sem_destroy(counter)
        counter.deallocate()
    }

    func ring(_ result: Result<Value, any Error>) {
        self.result = result
        sem_post(counter)
    }

    func wait() throws -> Value {
        while sem_wait(counter) != 0 {}
        return try result!.get()
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
