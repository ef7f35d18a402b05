import Foundation
import Ink

/// Strokes of real writers, from the folder `$PILSUN_DATA`, or else `../shared/data` beside the package. Not part of the repository.
enum RecordedInk: String, CaseIterable {
    case unipen
    case pendigits
    case omniglotKorean = "omniglot-korean"

    /// A stroke on its session's grid, with the tolerance that its frame asks for.
    struct Stroke {
        var samples: [Point]
        var tolerance: Double
    }

    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["PILSUN_DATA"] { return URL(filePath: path) }
        return URL(filePath: #filePath).appending(path: "../../../../../shared/data").standardizedFileURL
    }()

    private var file: URL { Self.folder.appending(path: "samples/\(rawValue).ndjson.gz") }

    /// Whether the recordings are there.
    static var isPresent: Bool { allCases.allSatisfy { FileManager.default.fileExists(atPath: $0.file.path) } }

    private struct Line: Decodable {
        struct Box: Decodable {
            var w: Double
            var h: Double
        }
        var frame: Box
        var strokes: [[[Double]]]
    }

    /// The strokes of every `stride`th line among the first `limit`.
    func strokes(limit: Int, stride: Int) throws -> [Stroke] {
        let unpack = Process()
        unpack.executableURL = URL(filePath: "/bin/sh")
        unpack.arguments = ["-c", "gzip -dc \"$0\" | head -n \(limit)", file.path]
        let pipe = Pipe()
        unpack.standardOutput = pipe
        try unpack.run()
        let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
        unpack.waitUntilExit()
        let decoder = JSONDecoder()
        var strokes: [Stroke] = []
        for (number, bytes) in text.split(separator: UInt8(ascii: "\n")).enumerated() where number % stride == 0 {
            let line = try decoder.decode(Line.self, from: bytes)
            guard let frame = Frame(x: 0, y: 0, width: line.frame.w, height: line.frame.h) else { continue }
            let quantiser = Quantiser(frame: frame)
            for stroke in line.strokes {
                strokes.append(
                    Stroke(
                        samples: stroke.map { Point(quantiser.coordinate($0[0]), quantiser.coordinate($0[1])) },
                        tolerance: frame.side * StrokeFitter.defaultTolerance))
            }
        }
        return strokes
    }
}
