/// One step of the schema, done once and for ever. Steps are never changed: what is wrong with one is mended by the next.
package struct Migration: Sendable {
    /// From 1, without gaps.
    package let version: Int
    /// What it does, for people.
    package let name: String
    /// Its statements in PostgreSQL's SQL. An engine that has other names for types puts them in.
    package let statements: [String]

    /// Distinguishes this step from any other (FNV-1a, 64 bits, of its statements): a database in which it had another one was made by another program.
    package var checksum: Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in statements.joined(separator: ";\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int64(bitPattern: hash)
    }
}
