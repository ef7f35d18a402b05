// swift-tools-version: 6.2
import PackageDescription

// libFuzzer's main function around the targets of the folder Targets, which belong to the package above, so that its tests run
// them too. A package of its own, because sanitizers are switched on for a whole build: Tests/Fuzz/run says how.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "pilsun", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz", dependencies: [.product(name: "FuzzTargets", package: "pilsun")],
            swiftSettings: [
                .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
                // The main function is the one that libFuzzer is called from.
                .unsafeFlags(["-parse-as-library"]),
            ])
    ]
)
