internal import CUV
internal import Glibc

extension TCPConnection {
    /// From this size on a message goes to the socket from where it lies, with what is queued before it: copying
    /// costs more than the system call that is saved.
    private static let directBytes = 8 * 1024

    /// Queues bytes for this turn's write.
    public func write(_ bytes: UnsafeRawBufferPointer) {
        write(head: UnsafeRawBufferPointer(start: nil, count: 0), body: bytes)
    }

    /// Queues a head and a body behind each other. A large body is not copied when the socket takes it at once.
    public func write(head: UnsafeRawBufferPointer, body: UnsafeRawBufferPointer) {
        guard state == .open || state == .connecting, failure == nil else { return }
        if body.count >= Self.directBytes && !isBlocked && state == .open && !isSecured {
            writeDirectly(head, body)
        } else {
            append(head)
            append(body)
        }
        if end != start && !isReceiving { makeDirty() }
    }

    /// Sends at once, behind what is queued, instead of at the end of the turn: for a sender whose moment counts. A system call
    /// for each message; a failure is reported at the end of the turn all the same.
    public func writeNow(_ bytes: UnsafeRawBufferPointer) {
        guard state == .open, !isBlocked, failure == nil else { return write(bytes) }
        if isSecured {
            append(bytes)
            flushSecured()
        } else {
            writeDirectly(UnsafeRawBufferPointer(start: nil, count: 0), bytes)
        }
        if failure != nil || isBlocked { makeDirty() }
    }

    /// Asks for a call of ``endTurn()``.
    func makeDirty() {
        guard !isDirty else { return }
        isDirty = true
        loop.markDirty(self)
    }

    /// Writes what is queued and reports what writing has led to.
    func endTurn() {
        isDirty = false
        guard state != .closed, state != .connecting else { return }
        if isSecured { flushSecured() } else if !isBlocked && end != start { flush() }
        if let failure { return destroy(failure) }
        if isBlocked { checkCongestion() }
        if tellsWhenDrained { tellDrained() }
        if state == .closing && !hasUnsent { beginLingering() }
    }

    /// The socket takes bytes again.
    func writable() {
        isBlocked = false
        if isSecured { flushSecured() } else if end != start { flush() }
        watch()
        if let failure { return destroy(failure) }
        guard !isBlocked else { return }
        if state == .closing { return beginLingering() }
        if isCongested || tellsWhenDrained { tellDrained() }
    }

    private func tellDrained() {
        guard state == .open, !hasUnsent else { return }
        isCongested = false
        tellsWhenDrained = false
        delegate?.connectionDrained(self)
    }

    /// The peer does not read. At the bound the delegate is told, however much one turn has queued, so that the peer can be
    /// told; whoever queues as much again is cut off.
    private func checkCongestion() {
        guard queuedBytes > congestionBytes && state == .open else { return }
        if isCongested { return queuedBytes > cutBytes ? destroy(.overflow) : () }
        isCongested = true
        cutBytes = queuedBytes + congestionBytes
        delegate?.connectionCongested(self)
        if state == .closing && isDirty == false { makeDirty() }
    }

    private func flush() {
        guard let block else { return }
        start += sendSome(UnsafeRawBufferPointer(start: block + start, count: end - start))
        if start == end { releaseBlock() }
    }

    /// How much the socket takes of these bytes. Where that is not all, it is watched until it takes more.
    func sendSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        took(pilsun_send(descriptor, bytes.baseAddress, bytes.count), of: bytes.count)
    }

    /// What an answer of the system means: how much it took.
    private func took(_ sent: Int, of count: Int) -> Int {
        if sent == count { return sent }
        if sent >= 0 || errno == EAGAIN || errno == EINTR || errno == ENOBUFS {
            waitUntilWritable()
        } else {
            failure = .broken(errno)
        }
        return max(0, sent)
    }

    private func waitUntilWritable() {
        isBlocked = true
        watch()
    }

    /// Sends the queue, the head and the body with one system call; queues what is not taken.
    private func writeDirectly(_ head: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) {
        append(head)
        let queued = end - start
        var parts = (
            iovec(iov_base: block.map { $0 + start }, iov_len: queued),
            iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count)
        )
        let sent = withUnsafeMutableBytes(of: &parts) { raw in
            var message = msghdr()
            message.msg_iov = raw.baseAddress!.assumingMemoryBound(to: iovec.self) + (queued == 0 ? 1 : 0)
            message.msg_iovlen = queued == 0 ? 1 : 2
            return pilsun_sendmsg(descriptor, &message)
        }
        guard sent >= queued else {
            start += took(sent, of: queued)
            if failure == nil { append(body) }
            return
        }
        start = end
        let rest = UnsafeRawBufferPointer(rebasing: body[(sent - queued)...])
        if rest.isEmpty { return releaseBlock() }
        append(rest)
        waitUntilWritable()
    }
}

extension TCPConnection {
    /// Copies bytes behind the queue.
    private func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        if blockBytes - end < bytes.count { makeRoom(bytes.count) }
        // In bounds: makeRoom leaves at least bytes.count behind `end`.
        (block! + end).copyMemory(from: source, byteCount: bytes.count)
        end += bytes.count
    }

    /// Takes a block, moves the queue to its front, or moves it to a larger one.
    private func makeRoom(_ count: Int) {
        let queued = end - start
        if block == nil && count <= BufferPool.blockBytes {
            block = loop.buffers.take()
            blockBytes = BufferPool.blockBytes
        } else if queued + count <= blockBytes && start >= blockBytes / 2 {
            block!.copyMemory(from: block! + start, byteCount: queued)
        } else {
            let bytes = max(queued + count, blockBytes * 2)
            let larger = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
            if let block { larger.copyMemory(from: block + start, byteCount: queued) }
            releaseBlock()
            block = larger
            blockBytes = bytes
        }
        start = 0
        end = queued
    }

    /// Gives the block back; what was in it is gone.
    func releaseBlock() {
        guard let block else { return }
        loop.buffers.give(block, byteCount: blockBytes)
        self.block = nil
        blockBytes = 0
        start = 0
        end = 0
    }
}
