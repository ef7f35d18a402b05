import Foundation

/// Other people's data, which lie beside the project or where `PILSUN_DATA` says; they are no part of the project.
enum SharedData {
    static let directory: URL = {
        if let path = ProcessInfo.processInfo.environment["PILSUN_DATA"] { return URL(filePath: path) }
        var package = URL(filePath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        return package.appending(path: "../shared/data")
    }()

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: directory.appending(path: name).path)
    }
}
