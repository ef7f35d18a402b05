// swift-tools-version: 6.2
import PackageDescription

// Run with `swift test --package-path Tests/Sanitizers --sanitize=thread`. A package of its own, because a sanitizer is
// switched on for a whole build, and only what crosses threads is worth the time.
let package = Package(
    name: "Sanitizers",
    dependencies: [.package(name: "pilsun", path: "../..")],
    targets: [
        .testTarget(
            name: "HandoffTests", dependencies: [.product(name: "Loop", package: "pilsun")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ]
)
