/// People who learn together.
public protocol ClassArchive: Sendable {
    /// Keeps a new class.
    ///
    /// - Throws: ``ArchiveError/taken(_:)`` where its code is another class's; ``ArchiveError/missing`` where its owner is gone.
    func add(_ classroom: Classroom, once: Once?) async throws(ArchiveError)

    /// A class; nil where there is none.
    func classroom(_ id: RecordID) async throws(ArchiveError) -> Classroom?

    /// The classes that a user teaches or learns in, the newest first.
    func classrooms(of user: RecordID) async throws(ArchiveError) -> [Classroom]

    /// Changes a class's name or code, and answers with what it is then.
    ///
    /// - Throws: ``ArchiveError/missing``, ``ArchiveError/changed``, ``ArchiveError/taken(_:)`` for the code.
    func changeClass(
        _ id: RecordID, name: String?, code: String?, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> Classroom

    /// Removes a class with its members' places and its assignments; what they wrote stays theirs.
    ///
    /// - Throws: ``ArchiveError/missing``.
    func removeClass(_ id: RecordID) async throws(ArchiveError)

    /// Takes a user into the class with this code, and answers with it; whoever is in it stays in it.
    ///
    /// - Throws: ``ArchiveError/missing`` where no class has the code, or there is no such user.
    func join(code: String, user: RecordID, at: Timestamp) async throws(ArchiveError) -> Classroom

    /// Takes a user out of a class.
    ///
    /// - Throws: ``ArchiveError/missing`` where they are not in it.
    func leave(_ classroom: RecordID, user: RecordID) async throws(ArchiveError)

    /// Who learns in a class, in the order in which they joined.
    func members(of classroom: RecordID) async throws(ArchiveError) -> [Member]

    /// Keeps an assignment.
    ///
    /// - Throws: ``ArchiveError/missing`` where its class is gone.
    func add(_ assignment: Assignment, once: Once?) async throws(ArchiveError)

    /// What a class is to write, the newest first.
    func assignments(of classroom: RecordID) async throws(ArchiveError) -> [Assignment]

    /// Takes an assignment back.
    ///
    /// - Throws: ``ArchiveError/missing``.
    func removeAssignment(_ id: RecordID, of classroom: RecordID) async throws(ArchiveError)

    /// What the members of a class have written since then, by member and character.
    func progress(ofClass classroom: RecordID, since: Timestamp) async throws(ArchiveError) -> [MemberProgress]
}
