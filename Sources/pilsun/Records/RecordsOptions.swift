import ArgumentParser
import PostgresArchive
import Records
import SQLiteArchive
import Server

/// `--data DIR` and `--database URL`, as every command has it that works on records.
struct RecordsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that the server keeps its records in (PILSUN_DATA).", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A database on a PostgreSQL server, instead of the one in the folder (PILSUN_DATABASE).", valueName: "url"))
    var database: String?

    /// The folder, made where it is not there.
    func folder(_ environment: [String: String]) throws(CommandFailure) -> DataFolder {
        let path = data ?? environment["PILSUN_DATA"].flatMap { $0.isEmpty ? nil : $0 } ?? "pilsun-data"
        do throws(ArchiveError) {
            return try DataFolder(path)
        } catch {
            throw CommandFailure("The folder “\(path)” cannot be used. \(error)")
        }
    }

    /// The URL of the server to use instead of the file in the folder; nil for the file.
    func server(_ environment: [String: String]) -> String? {
        database ?? environment["PILSUN_DATABASE"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The archive that these name, and a word for it that may be printed. Whoever opens it closes it.
    func open(_ environment: [String: String]) throws(CommandFailure) -> (archive: any Archive, name: String) {
        do throws(ArchiveError) {
            // Not the URL: there may be a password in it.
            if let url = server(environment) { return (try PostgresArchive(url: url), "the database on the server") }
        } catch {
            throw CommandFailure("\(error)")
        }
        let path = try folder(environment).database
        do throws(ArchiveError) {
            return (try SQLiteArchive(path: path), path)
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}
