// swift-tools-version: 6.0
// The iOS app without its screens. ios/scripts/binding.sh copies the generated binding into `Binding`.
import Foundation
import PackageDescription

let library = ProcessInfo.processInfo.environment["TERN_LIBRARY"] ?? "../target/debug"

// For a phone the core is in an xcframework (ios/scripts/xcframework.sh); elsewhere it is the host's library.
let framework = "TernCore.xcframework"
let forPhone = FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(framework)")
let core: [Target] =
    forPhone
    ? [.binaryTarget(name: "TernLibrary", path: framework)]
    : [
        .systemLibrary(name: "TernCoreFFI", path: "Binding/ffi"),
        .systemLibrary(name: "TernLogFFI", path: "Binding/logffi"),
    ]
let linked: [LinkerSetting] =
    forPhone
    ? [.linkedFramework("Security"), .linkedFramework("SystemConfiguration"), .linkedLibrary("resolv")]
    : [
        .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library]), .linkedLibrary("tern_bindings"),
    ]

let package = Package(
    name: "TernMail",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "TernMail", targets: ["TernMail", "TernCore", "TernLog"])],
    targets: core + [
        .target(
            name: "TernCore", dependencies: [.byName(name: forPhone ? "TernLibrary" : "TernCoreFFI")],
            path: "Binding/swift", swiftSettings: [.swiftLanguageMode(.v5)], linkerSettings: linked),
        .target(
            name: "TernLog", dependencies: forPhone ? ["TernCore"] : ["TernLogFFI", "TernCore"], path: "Binding/log",
            swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "TernMail", dependencies: ["TernCore", "TernLog"]),
        .testTarget(name: "TernMailTests", dependencies: ["TernMail", "TernCore", "TernLog"]),
    ]
)
