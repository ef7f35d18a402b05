// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: Swift 6, warnings are errors.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Asynchronous functions run where they are called from, on a loop as well: nothing of the archives has an executor of its own.
let callersExecutor = SwiftSetting.enableUpcomingFeature("NonisolatedNonsendingByDefault")

let package = Package(
    name: "pilsun",
    products: [
        .library(name: "Ink", targets: ["Ink"]),
        // For the nested packages: benchmarks under loadtest, parts under sanitizers in Tests.
        .library(name: "Characters", targets: ["Characters"]),
        .library(name: "Checking", targets: ["Checking"]),
        .library(name: "Loop", targets: ["Loop"]),
        .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
        .executable(name: "pilsun", targets: ["pilsun"]),
        .executable(name: "loadtest", targets: ["loadtest"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        // Without its JSON trait, which needs all of Foundation.
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // Pure rooms: no I/O, no clock, no randomness, no threads.
        .target(name: "Ink", swiftSettings: rules),
        .target(name: "Characters", dependencies: ["Ink"], swiftSettings: rules),
        .target(name: "Checking", dependencies: ["Ink", "Characters"], swiftSettings: rules),
        // Codecs without I/O.
        .systemLibrary(name: "CZlib"),
        .target(
            name: "Wire",
            dependencies: ["Ink", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: rules + [.enableExperimentalFeature("Lifetimes")]),
        // Loop threads and sockets on libuv.
        .systemLibrary(name: "CUV"),
        .systemLibrary(name: "COpenSSL"),
        .target(name: "Loop", dependencies: ["CUV", "COpenSSL"], swiftSettings: rules),
        // What outlives a session. Pure.
        .target(name: "Records", dependencies: ["Ink"], swiftSettings: rules + [callersExecutor]),
        // What an archive does, as SQL that every engine speaks. Pure.
        .target(name: "Statements", dependencies: ["Records"], swiftSettings: rules + [callersExecutor]),
        // Records in one file.
        .systemLibrary(name: "CSQLite"),
        .target(
            name: "SQLiteArchive", dependencies: ["Records", "Statements", "Loop", "CSQLite"],
            swiftSettings: rules + [callersExecutor]),
        // Records on a server.
        .systemLibrary(name: "CPostgres"),
        .target(
            name: "PostgresArchive", dependencies: ["Records", "Statements", "Loop", "CPostgres"],
            swiftSettings: rules + [callersExecutor]),
        // Requests to other servers.
        .systemLibrary(name: "CCurl"),
        .target(name: "Web", dependencies: ["Loop", "CCurl"], swiftSettings: rules),
        // Registering, signing in, and staying signed in.
        .systemLibrary(name: "CArgon2"),
        .systemLibrary(name: "CZxcvbn"),
        .target(
            name: "Accounts",
            dependencies: [
                "Records", "Wire", "Loop", "CArgon2", "CZxcvbn", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules + [callersExecutor]),
        // `/api/v1`.
        .target(
            name: "API",
            dependencies: [
                "Transport", "Access", "Accounts", "Records", "Wire", "Loop", "Ink",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("openapi.json")],
            swiftSettings: rules + [callersExecutor]),
        // Raster features of ink. OpenCV is linked module by module: its pkg-config would bring in 62 libraries.
        .target(
            name: "COpenCV",
            cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4"])],
            linkerSettings: [.linkedLibrary("opencv_core"), .linkedLibrary("opencv_imgproc"), .linkedLibrary("m")]),
        .target(name: "Vision", dependencies: ["Ink", "COpenCV"], swiftSettings: rules),
        // Sessions on many nodes: the ink log, ownership.
        .systemLibrary(name: "CHiredis"),
        .target(name: "Cluster", dependencies: ["Ink", "Wire", "Loop", "CHiredis"], swiftSettings: rules),
        // Connections of HTTP, WebSocket and Socket.IO; limits, origins, proxies.
        .target(name: "Transport", dependencies: ["Loop", "Wire"], swiftSettings: rules),
        // Tokens, grants, scopes.
        .target(
            name: "Access",
            dependencies: [
                "Wire", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: rules),
        // The pipeline, sessions, watching, analysis, recording.
        .target(
            name: "Sessions",
            dependencies: [
                "Ink", "Characters", "Checking", "Wire", "Loop", "Transport", "Access", "Cluster", "Vision",
                "Records", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),
        // The room that knows all the others.
        .target(
            name: "Server",
            dependencies: [
                "Ink", "Characters", "Checking", "Wire", "Loop", "Transport", "Access", "Cluster", "Sessions",
                "Records", "SQLiteArchive", "PostgresArchive", "Accounts", "API",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.embedInCode("Pages")],
            swiftSettings: rules),

        // Not shipped: the transport with the handlers that outside suites ask for.
        .executableTarget(
            name: "conformance-server",
            dependencies: [
                "Transport", "Wire", "Loop", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/ConformanceServer",
            swiftSettings: rules),

        .executableTarget(
            name: "pilsun",
            dependencies: [
                "Server", "Sessions", "Transport", "Access", "Wire", "Loop", "Characters", "Checking",
                "Records", "Statements", "SQLiteArchive", "PostgresArchive", "Accounts",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),

        // Not shipped: a simulated school, for how well the reviews foretell what is known.
        .executableTarget(
            name: "learning", dependencies: ["Records"], path: "loadtest/learning", exclude: ["README.md"],
            swiftSettings: rules),

        // The harness: replays recordings, measures, draws the report.
        .executableTarget(
            name: "loadtest",
            dependencies: [
                "Wire", "Loop", "Ink", "Characters", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            path: "loadtest",
            exclude: [
                "Benchmarks", "README.md", "cluster", "recordings", "learning", "report.png", "processes.py", "soak",
                "transport",
            ],
            // By name, since nested packages may lie beside them.
            sources: [
                "Commands", "Loadtest.swift", "Measuring", "Pens", "Plots", "Recording", "Reports", "Running",
                "Scripts",
                "Transports", "Verifying", "Watching",
            ],
            swiftSettings: rules),

        .testTarget(
            name: "PilsunTests",
            dependencies: [
                "pilsun", "Server", "Sessions", "Transport", "Access", "Wire", "Characters", "Ink", "Records",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: rules),
        // Not shipped: what libFuzzer drives from Tests/Fuzz, and the tests shortly.
        .target(
            name: "FuzzTargets", dependencies: ["Wire", "Characters", "Ink"], path: "Tests/Fuzz/Targets",
            swiftSettings: rules),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "Characters"], swiftSettings: rules),

        .testTarget(name: "InkTests", dependencies: ["Ink"], swiftSettings: rules),
        .testTarget(name: "CharactersTests", dependencies: ["Characters", "Ink"], swiftSettings: rules),
        .testTarget(name: "CheckingTests", dependencies: ["Checking", "Characters", "Ink"], swiftSettings: rules),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Sessions", "Transport", "Access", "Wire", "Loop", "Ink", "Characters", "Checking",
                "Records", "conformance-server",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: rules),
        .testTarget(
            name: "LoadtestTests",
            dependencies: [
                "loadtest", "Server", "Sessions", "Wire", "Loop", "Ink", "Characters",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: rules),
        .testTarget(
            name: "ClusterTests", dependencies: ["Cluster", "Loop", "Wire", "Ink", "Characters"], swiftSettings: rules),
        .testTarget(name: "LoopTests", dependencies: ["Loop"], exclude: ["TLS/peer.py"], swiftSettings: rules),
        .testTarget(name: "WebTests", dependencies: ["Web", "Loop"], exclude: ["peer.py"], swiftSettings: rules),
        .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: rules),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "Ink"], swiftSettings: rules),
        .testTarget(
            name: "ArchiveTests",
            dependencies: ["Records", "Statements", "SQLiteArchive", "PostgresArchive", "Loop", "Ink"],
            swiftSettings: rules),
        .testTarget(
            name: "AccountsTests", dependencies: ["Accounts", "Records", "SQLiteArchive", "Wire", "Loop"],
            swiftSettings: rules),
        .testTarget(name: "APITests", dependencies: ["API", "Records", "Wire"], swiftSettings: rules),
        .testTarget(name: "VisionTests", dependencies: ["Vision", "Ink"], swiftSettings: rules),
    ]
)
