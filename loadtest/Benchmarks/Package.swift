// swift-tools-version: 6.2
import PackageDescription

// Run by `make bench`. A package of its own, because nobody who builds the server needs the benchmark framework. Its traits are
// off: their interposers count nothing here; allocations are counted by CMeter, instructions by callgrind.
let rules: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "pilsun", path: "../.."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "CMeter", linkerSettings: [.linkedLibrary("m")]),
        // What is measured, once for both executables.
        .target(
            name: "Workloads",
            dependencies: [
                "CMeter", .product(name: "Ink", package: "pilsun"), .product(name: "Characters", package: "pilsun"),
                .product(name: "Checking", package: "pilsun"),
            ],
            swiftSettings: rules),
        // One workload, so many times: what callgrind runs.
        .executableTarget(name: "workload", dependencies: ["Workloads"], swiftSettings: rules),
        .executableTarget(
            name: "Writing",
            dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/Writing",
            swiftSettings: rules,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
