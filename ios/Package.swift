// swift-tools-version: 6.0
// The first module of the iOS app. scripts/contract.sh swift copies the generated binding into `Binding`.
import Foundation
import PackageDescription

let library = ProcessInfo.processInfo.environment["TERN_LIBRARY"] ?? "../target/debug"

let package = Package(
    name: "TernMail",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "TernMail", targets: ["TernMail"])],
    targets: [
        .systemLibrary(name: "TernCoreFFI", path: "Binding/ffi"),
        .target(
            name: "TernCore", dependencies: ["TernCoreFFI"], path: "Binding/swift",
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [.unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library]), .linkedLibrary("tern_bindings")]),
        .systemLibrary(name: "TernLogFFI", path: "Binding/logffi"),
        .target(
            name: "TernLog", dependencies: ["TernLogFFI", "TernCore"], path: "Binding/log",
            swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "TernMail", dependencies: ["TernCore", "TernLog"]),
        .testTarget(name: "TernMailTests", dependencies: ["TernMail", "TernCore", "TernLog"]),
    ]
)
