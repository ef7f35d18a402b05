internal import COpenSSL

/// Where the TLS sessions of one loop take ciphertext from and leave it: memory instead of sockets (a BIO of our own).
///
/// Every call into OpenSSL is given its input here before, and its output is taken from here afterwards, so one pipe is
/// enough for all sessions of a loop, and none of them holds buffers of its own while it is idle. OpenSSL's memory BIOs
/// would keep two of them for each connection and copy once more.
final class TLSPipe {
    /// What the callbacks see, at a fixed place.
    struct State {
        /// Ciphertext that OpenSSL has not taken yet.
        var input: UnsafePointer<UInt8>?
        var inputCount = 0
        /// Ciphertext that nobody has taken from OpenSSL yet.
        var output: UnsafeMutableRawPointer
        var outputCount = 0
        var outputCapacity: Int
    }

    private static let outputBytes = 80 * 1024

    /// Where sessions put what they have decrypted. As large as the receive buffer and the rest of a record that came
    /// before, so that whatever one read brings fits.
    let plaintext: UnsafeMutableRawBufferPointer
    let state: UnsafeMutablePointer<State>

    init(receiveBytes: Int) {
        plaintext = .allocate(byteCount: receiveBytes + 2 * Int(SSL3_RT_MAX_PLAIN_LENGTH), alignment: 4096)
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                output: .allocate(byteCount: Self.outputBytes, alignment: 16), outputCapacity: Self.outputBytes))
    }

    deinit {
        state.pointee.output.deallocate()
        state.deallocate()
        plaintext.deallocate()
    }

    /// What OpenSSL has written since the last ``clearOutput()``.
    var output: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: state.pointee.output, count: state.pointee.outputCount)
    }

    func clearOutput() {
        state.pointee.outputCount = 0
    }

    /// A BIO for one session. Unretained: a loop outlives its connections, and the pipe is the loop's.
    func makeBIO() -> OpaquePointer {
        guard let bio = BIO_new(Self.method.pointer) else { preconditionFailure("OpenSSL has no memory") }
        BIO_set_data(bio, state)
        BIO_set_init(bio, 1)
        return bio
    }
}

@available(*, unavailable)
extension TLSPipe: Sendable {}

extension TLSPipe {
    /// The kind of BIO, made once. Sendable, although it holds a pointer: OpenSSL only reads it.
    private struct Method: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static let method: Method = {
        let kind = BIO_get_new_index() | BIO_TYPE_SOURCE_SINK
        guard let method = BIO_meth_new(kind, "pilsun loop") else { preconditionFailure("OpenSSL has no memory") }
        BIO_meth_set_read_ex(method) { bio, target, count, taken in TLSPipe.read(bio!, target!, count, taken!) }
        BIO_meth_set_write_ex(method) { bio, source, count, taken in TLSPipe.write(bio!, source!, count, taken!) }
        BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return Method(pointer: method)
    }()

    private static func state(of bio: OpaquePointer) -> UnsafeMutablePointer<State> {
        BIO_get_data(bio).assumingMemoryBound(to: State.self)
    }

    private static func read(
        _ bio: OpaquePointer, _ target: UnsafeMutablePointer<CChar>, _ count: Int,
        _ taken: UnsafeMutablePointer<Int>
    ) -> Int32 {
        let state = state(of: bio)
        pilsun_BIO_clear_retry(bio)
        guard state.pointee.inputCount > 0, let input = state.pointee.input else {
            pilsun_BIO_retry_read(bio)
            return 0
        }
        let moved = min(count, state.pointee.inputCount)
        // In bounds on both sides: `moved` is at most what each of them has.
        UnsafeMutableRawPointer(target).copyMemory(from: input, byteCount: moved)
        state.pointee.input = input + moved
        state.pointee.inputCount -= moved
        taken.pointee = moved
        return 1
    }

    private static func write(
        _ bio: OpaquePointer, _ source: UnsafePointer<CChar>, _ count: Int, _ taken: UnsafeMutablePointer<Int>
    ) -> Int32 {
        let state = state(of: bio)
        pilsun_BIO_clear_retry(bio)
        let used = state.pointee.outputCount
        if state.pointee.outputCapacity - used < count { grow(state, by: count) }
        // In bounds: there is room for `count` bytes behind what is used.
        (state.pointee.output + used).copyMemory(from: source, byteCount: count)
        state.pointee.outputCount = used + count
        taken.pointee = count
        return 1
    }

    /// Never happens for what a connection encrypts at once; a long chain of certificates may need it.
    private static func grow(_ state: UnsafeMutablePointer<State>, by count: Int) {
        let capacity = max(2 * state.pointee.outputCapacity, state.pointee.outputCount + count)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: state.pointee.output, byteCount: state.pointee.outputCount)
        state.pointee.output.deallocate()
        state.pointee.output = larger
        state.pointee.outputCapacity = capacity
    }
}
