import Foundation
import Testing

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

    /// What a command prints: gzip and tar are not the product's business.
    static func output(_ command: String, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(bytes)
    }
}
