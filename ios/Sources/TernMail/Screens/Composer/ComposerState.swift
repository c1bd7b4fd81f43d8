import TernCore

public enum Field: Sendable, Hashable, CaseIterable { case to, cc, bcc }

/// A recipient as the person sees it; what the core does not take as an address stays as it was typed.
public struct Chip: Equatable, Sendable, Identifiable {
    public let key: Int
    public let address: Address
    public let error: MailError?

    public var id: Int { key }
}

public enum SaveState: Equatable, Sendable {
    case saved(at: Int64)
    case waiting
    case saving
    case failed(MailError)
}

/// What is written. `quote` is the original below the text while it is folded; `expected` the address that was written
/// to, for a reply; `attaching` files on their way into the draft.
public struct Writing: Equatable, Sendable {
    public let id: DraftId
    public var account: AccountId
    public var from: Address
    public var people: [Field: [Chip]]
    public var subject: String
    public var own: String
    public var quote: String
    public var files: [DraftFile]
    public var attaching: Int
    public let inReplyTo: MessageId?
    public let expected: String?

    public func of(_ field: Field) -> [Chip] { people[field] ?? [] }
}

/// People offered while a name is typed into a field.
public struct Completion: Equatable, Sendable {
    public let field: Field
    public let text: String
    public let people: [Address]
}

/// What a person may have forgotten. The first two keep the message from leaving.
public enum Warning: Equatable, Hashable, Sendable {
    case nobody
    case invalid([String])
    case noSubject
    case noAttachment
    case otherAccount(expected: String, chosen: String)
}

public enum ComposerBody: Equatable, Sendable {
    case loading
    case failed(MailError)
    case writing(Writing)
    /// Sent, discarded or kept: the route goes back.
    case done
}

/// `shown`: Cc and Bcc are visible although empty; `typing`: what is typed and no recipient yet.
public struct ComposerState: Equatable, Sendable {
    public var body: ComposerBody
    public var accounts: [Account]
    public var shown: Bool
    public var save: SaveState
    public var typing: [Field: String]
    public var completion: Completion?
    public var warnings: [Warning]
    public var sending: Bool
}

public enum ComposerEvent: Sendable {
    case from(AccountId)
    case typed(Field, String)
    /// What is typed is to be a recipient.
    case committed(Field)
    case chosen(Field, Address)
    case removed(Field, Int)
    /// A recipient becomes text again.
    case edited(Field, Int)
    case fieldsShown
    case subject(String)
    case own(String)
    case unfolded
    case quoteDropped
    case files([String])
    case detached(DraftFileId)
    case sent
    case sentAnyway
    case dialogClosed
    case discarded
    case closed
    /// The screen is hidden: what is written goes to disk at once.
    case hidden
    case retried
}

public func bytesOf(_ files: [DraftFile]) -> UInt64 {
    files.reduce(0) { $0 + $1.size }
}

/// Bytes of all files above which many servers refuse a message.
public let large: UInt64 = 10 * 1024 * 1024

public func stops(_ warning: Warning) -> Bool {
    switch warning {
    case .nobody, .invalid: true
    case .noSubject, .noAttachment, .otherAccount: false
    }
}
