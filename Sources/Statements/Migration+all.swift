extension Migration {
    /// All steps in order.
    package static let all = [
        Migration(version: 1, name: "accounts", statements: accounts),
        Migration(version: 2, name: "attempts", statements: attempts),
        Migration(version: 3, name: "classes", statements: classes),
        Migration(version: 4, name: "learning", statements: learning),
    ]

    /// Holds which steps were done; made before the first of them.
    package static let table = """
        CREATE TABLE IF NOT EXISTS migrations (
            version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BIGINT NOT NULL, applied_at TIMESTAMPTZ NOT NULL)
        """

    private static let accounts = [
        """
        CREATE TABLE users (
            id UUID PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, email TEXT UNIQUE, username TEXT, level TEXT,
            locale TEXT, role TEXT NOT NULL, password_hash TEXT, verified_at TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL,
            updated_at TIMESTAMPTZ NOT NULL, version BIGINT NOT NULL, UNIQUE (issuer, subject))
        """,
        """
        CREATE TABLE devices (
            id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, name TEXT NOT NULL,
            counter BIGINT NOT NULL, rotated_at TIMESTAMPTZ NOT NULL, created_at TIMESTAMPTZ NOT NULL, ended_at TIMESTAMPTZ)
        """,
        "CREATE INDEX devices_of_user ON devices (user_id)",
        """
        CREATE TABLE settings (
            user_id UUID PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE, document TEXT NOT NULL,
            updated_at TIMESTAMPTZ NOT NULL, version BIGINT NOT NULL)
        """,
        """
        CREATE TABLE letters (
            digest BYTEA PRIMARY KEY, user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, purpose TEXT NOT NULL,
            email TEXT NOT NULL, expires_at TIMESTAMPTZ NOT NULL)
        """,
        "CREATE INDEX letters_of_user ON letters (user_id)",
        """
        CREATE TABLE invites (
            code TEXT PRIMARY KEY, role TEXT NOT NULL, uses BIGINT NOT NULL, expires_at TIMESTAMPTZ NOT NULL,
            created_by UUID REFERENCES users (id) ON DELETE CASCADE, created_at TIMESTAMPTZ NOT NULL)
        """,
        "CREATE INDEX invites_of_user ON invites (created_by)",
        """
        CREATE TABLE replies (
            owner TEXT NOT NULL, key TEXT NOT NULL, request BYTEA NOT NULL, status BIGINT NOT NULL, body BYTEA NOT NULL,
            created_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (owner, key))
        """,
        "CREATE INDEX replies_by_time ON replies (created_at)",
    ]

    private static let attempts = [
        """
        CREATE TABLE attempts (
            id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, session TEXT NOT NULL,
            place BIGINT NOT NULL, epoch BIGINT NOT NULL, character TEXT NOT NULL, text TEXT NOT NULL,
            written_at TIMESTAMPTZ NOT NULL, lesson TEXT, help TEXT, level TEXT NOT NULL, engine BIGINT NOT NULL,
            library TEXT NOT NULL, correct BIGINT NOT NULL, score DOUBLE PRECISION NOT NULL, faults TEXT NOT NULL,
            ink BYTEA NOT NULL, UNIQUE (user_id, session, place))
        """,
        "CREATE INDEX attempts_of_user ON attempts (user_id, id)",
    ]

    private static let classes = [
        """
        CREATE TABLE classes (
            id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, name TEXT NOT NULL,
            code TEXT NOT NULL UNIQUE, created_at TIMESTAMPTZ NOT NULL, updated_at TIMESTAMPTZ NOT NULL,
            version BIGINT NOT NULL)
        """,
        "CREATE INDEX classes_of_owner ON classes (owner_id)",
        """
        CREATE TABLE members (
            class_id UUID NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, joined_at TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (class_id, user_id))
        """,
        "CREATE INDEX members_by_user ON members (user_id)",
        """
        CREATE TABLE assignments (
            id UUID PRIMARY KEY, class_id UUID NOT NULL REFERENCES classes (id) ON DELETE CASCADE, title TEXT NOT NULL,
            texts TEXT NOT NULL, lessons TEXT NOT NULL, until TIMESTAMPTZ, created_at TIMESTAMPTZ NOT NULL)
        """,
        "CREATE INDEX assignments_of_class ON assignments (class_id)",
    ]

    private static let learning = [
        """
        CREATE TABLE lessons (
            id TEXT PRIMARY KEY, owner_id UUID REFERENCES users (id) ON DELETE CASCADE, course TEXT NOT NULL,
            script TEXT NOT NULL, title TEXT NOT NULL, place BIGINT NOT NULL, document TEXT NOT NULL,
            created_at TIMESTAMPTZ NOT NULL)
        """,
        "CREATE INDEX lessons_of_owner ON lessons (owner_id)",
        """
        CREATE TABLE progress (
            id UUID PRIMARY KEY, user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, lesson_id TEXT NOT NULL,
            completed_at TIMESTAMPTZ, score DOUBLE PRECISION NOT NULL, UNIQUE (user_id, lesson_id))
        """,
        """
        CREATE TABLE reviews (
            id UUID NOT NULL, user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, item TEXT NOT NULL,
            at TIMESTAMPTZ NOT NULL, document TEXT NOT NULL, PRIMARY KEY (user_id, id))
        """,
    ]
}
