#ifndef PILSUN_CSQLITE_SHIM_H
#define PILSUN_CSQLITE_SHIM_H

#include <sqlite3.h>
#include <sys/vfs.h>

// Variadic calls, and a constant that is a cast: Swift sees neither.

// A connection is used by one thread at a time, and nobody asks how much memory there is.
static inline void pilsun_sqlite_configure(void) {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// No statement, whatever is in the file, may harm the file's structure; a name in double quotes is never text.
static inline void pilsun_sqlite_defend(sqlite3 *db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
}

static inline int pilsun_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *bytes, int count) {
    return sqlite3_bind_text(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// Of no bytes a null pointer would make a null.
static inline int pilsun_sqlite_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, int count) {
    return count == 0 ? sqlite3_bind_zeroblob(statement, place, 0)
                      : sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// Swift's Glibc module leaves statfs out. 0 where it is not known.
static inline unsigned long pilsun_file_system(int descriptor) {
    struct statfs system;
    return fstatfs(descriptor, &system) == 0 ? (unsigned long)system.f_type & 0xFFFFFFFF : 0;
}

#endif
