import ArgumentParser
import FoundationEssentials
import Records
import SQLiteArchive
import Server
import Statements

/// `pilsun db`: looks after the records, while the server runs or not.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Looks after the records of a server, while it runs or not.",
        subcommands: [Migrate.self, Check.self, Backup.self])

    /// `pilsun db migrate`
    struct Migrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings the database to the version that this program knows.",
            discussion: "The server does the same when it starts. A database of a newer program is refused.")

        @OptionGroup var records: RecordsOptions

        func run() throws {
            let (archive, name) = try records.open(ProcessInfo.processInfo.environment)
            archive.close()
            print("\(name): version \(Migration.all.count)")
        }
    }

    /// `pilsun db backup`
    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a whole copy of the database as it is at this moment.",
            discussion: "The copy is a database of its own: put it into a folder as pilsun.sqlite to use it.")

        @OptionGroup var records: RecordsOptions

        @Argument(help: ArgumentHelp("The file to write, which must not be there yet.", valueName: "file"))
        var copy: String

        func run() throws {
            let environment = ProcessInfo.processInfo.environment
            guard records.server(environment) == nil else {
                throw CommandFailure("A database on a server is backed up by PostgreSQL's own pg_dump.")
            }
            let folder = try records.folder(environment)
            guard FileManager.default.fileExists(atPath: folder.database) else {
                throw CommandFailure("There is no database “\(folder.database)”.")
            }
            guard !FileManager.default.fileExists(atPath: copy) else {
                throw CommandFailure("There is a file “\(copy)” already: name another one.")
            }
            do throws(ArchiveError) {
                try SQLiteArchive.backUp(folder.database, to: copy)
            } catch {
                throw CommandFailure("The copy “\(copy)” cannot be written: \(error)")
            }
        }
    }
}
