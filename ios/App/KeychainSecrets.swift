import Foundation
import Security
import TernCore

/// Keeps the core's secrets in the Keychain of this device alone: readable in the background once the device was
/// unlocked after its start, and in no backup.
final class KeychainSecrets: SecretStore {
    private let service = "app.tern.mail"

    private func query(_ name: String) -> [CFString: Any] {
        [
            kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name,
            kSecUseDataProtectionKeychain: true,
        ]
    }

    func get(name: String) throws -> Data? {
        var wanted = query(name)
        wanted[kSecReturnData] = true
        wanted[kSecMatchLimit] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(wanted as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        try check(status)
        return found as? Data
    }

    func set(name: String, value: Data) throws {
        let change: [CFString: Any] = [
            kSecValueData: value, kSecAttrAccessible: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        let status = SecItemUpdate(query(name) as CFDictionary, change as CFDictionary)
        if status == errSecItemNotFound {
            return try check(SecItemAdd(query(name).merging(change) { $1 } as CFDictionary, nil))
        }
        try check(status)
    }

    func delete(name: String) throws {
        let status = SecItemDelete(query(name) as CFDictionary)
        if status != errSecItemNotFound { try check(status) }
    }

    /// Forgets every secret of the app.
    func deleteAll() throws {
        let all: [CFString: Any] = [
            kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecUseDataProtectionKeychain: true,
        ]
        let status = SecItemDelete(all as CFDictionary)
        if status != errSecItemNotFound { try check(status) }
    }

    private func check(_ status: OSStatus) throws {
        guard status != errSecSuccess else { return }
        let reason = SecCopyErrorMessageString(status, nil) as String? ?? "The Keychain answered \(status)."
        throw SecretError.Refused(reason: reason, next: "Unlock the device once, then open Tern again.")
    }
}
