import Foundation

/// Where things are kept.
enum Place {
    static let group = "group.app.tern.mail"

    /// The profile, encrypted by the system until the device was unlocked once after its start, and in no backup: a
    /// restored copy without its keys could not be opened.
    static func profile() throws -> URL {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil, create: true)
        var place = support.appendingPathComponent("Profile", isDirectory: true)
        let protection = [FileAttributeKey.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication]
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true, attributes: protection)
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try place.setResourceValues(values)
        return place
    }

    /// What the share extension leaves for the app; nil where the group is not set up.
    static var shared: URL? {
        FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group)?.appendingPathComponent(
            "Shared", isDirectory: true)
    }
}
