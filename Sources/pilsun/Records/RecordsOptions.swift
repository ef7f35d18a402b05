import ArgumentParser
import Records
import SQLiteArchive
import Server

/// `--data DIR`, as every command has it that works on records.
struct RecordsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that the server keeps its records in (PILSUN_DATA).", valueName: "dir"))
    var data: String?

    /// The folder, made where it is not there.
    func folder(_ environment: [String: String]) throws(CommandFailure) -> DataFolder {
        let path = data ?? environment["PILSUN_DATA"].flatMap { $0.isEmpty ? nil : $0 } ?? "pilsun-data"
        do throws(ArchiveError) {
            return try DataFolder(path)
        } catch {
            throw CommandFailure("The folder “\(path)” cannot be used. \(error)")
        }
    }

    /// The archive that lies there. Whoever opens it closes it.
    static func open(_ folder: DataFolder) throws(CommandFailure) -> any Archive {
        do throws(ArchiveError) {
            return try SQLiteArchive(path: folder.database)
        } catch {
            throw CommandFailure("\(error)")
        }
    }
}
