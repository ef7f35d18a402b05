import Foundation
import PostgresArchive
import Records
import SQLiteArchive
import Statements
import Testing

/// An implementation of the archive that the suite is run against.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case postgres

    /// Those that are installed here.
    static var allCases: [Engine] { PostgresServer.programs == nil ? [.sqlite] : [.sqlite, .postgres] }

    var testDescription: String { rawValue }

    /// An empty archive.
    func open() throws -> TestArchive {
        switch self {
        case .sqlite:
            let folder = try TestFolder()
            return TestArchive(try SQLiteArchive(path: folder.path("pilsun.sqlite")), folder)
        case .postgres:
            var limits = PostgresLimits()
            // Suites run at the same time, each with databases of its own on one server, under a machine's whole load.
            limits.connections = 3
            limits.patienceMilliseconds = 30_000
            return TestArchive(try PostgresArchive(url: PostgresServer.shared.get().newDatabase(), limits: limits), nil)
        }
    }
}

/// An archive that is let go of with the last who holds it.
final class TestArchive {
    let archive: any SQLArchive
    private let folder: TestFolder?

    init(_ archive: any SQLArchive, _ folder: TestFolder?) {
        self.archive = archive
        self.folder = folder
    }

    deinit { archive.close() }
}

/// A folder of the test's own.
final class TestFolder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("pilsun-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
