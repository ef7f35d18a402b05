/// The 64 bytes with which a library begins, read and held against each other.
struct LibraryHead {
    let count: Int
    let digest: UInt64
    let indexOffset: Int
    let stringsOffset: Int
    let stringCount: Int
    /// Where the table of rivals stands; 0 in a library that was made before there was one.
    let rivalsOffset: Int

    /// Reads the head. Throws where it is not that of a whole library of this version.
    init(_ span: Span<UInt8>) throws(LibraryError) {
        typealias Layout = LibraryLayout
        guard span.count >= Layout.magic.count, Layout.magic.indices.allSatisfy({ span[$0] == Layout.magic[$0] }) else {
            throw .notALibrary
        }
        guard let version = span.littleEndian(at: Layout.Head.version, size: 2) else {
            throw .wrongSize(stated: UInt64(Layout.headSize), actual: span.count)
        }
        guard version == Layout.version else { throw .unknownVersion(Int(version)) }
        guard span.count >= Layout.headSize else {
            throw .wrongSize(stated: UInt64(Layout.headSize), actual: span.count)
        }
        func field(_ offset: Int, _ size: Int) -> UInt64 { span.littleEndian(at: offset, size: size) ?? 0 }
        let check = ContentDigest(of: span.extracting(first: Layout.checkedHeadSize)).value
        guard field(Layout.Head.check, 8) == check, field(Layout.Head.headSize, 2) == Layout.headSize else {
            throw .damaged(at: 0, what: "head")
        }
        let size = field(Layout.Head.fileSize, 8)
        guard size == span.count else { throw .wrongSize(stated: size, actual: span.count) }
        count = Int(field(Layout.Head.characterCount, 4))
        digest = field(Layout.Head.digest, 8)
        indexOffset = Int(field(Layout.Head.indexOffset, 4))
        stringsOffset = Int(field(Layout.Head.stringsOffset, 4))
        stringCount = Int(field(Layout.Head.stringCount, 4))
        rivalsOffset = Int(field(Layout.Head.rivalsOffset, 4))
        guard rivalsOffset == 0 || rivalsOffset + (count + 1) * Layout.rivalSize <= span.count else {
            throw .damaged(at: Layout.Head.rivalsOffset, what: "table of rivals reaches past the end")
        }
        guard indexOffset + count * Layout.entrySize <= span.count,
            stringsOffset + stringCount * Layout.entrySize <= span.count
        else { throw .damaged(at: Layout.Head.indexOffset, what: "tables reach past the end") }
    }
}
