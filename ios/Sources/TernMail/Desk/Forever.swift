import TernCore

/// A deletion that cannot be undone, as a person is asked about it; `folder` is the one that is emptied.
public struct Forever: Equatable, Sendable {
    let messages: Int
    let folder: Mailbox?

    public init(messages: Int, folder: Mailbox?) {
        self.messages = messages
        self.folder = folder
    }

    public var title: Phrase {
        folder.map { phrase("empty-title", .phrase(folderPhrase($0))) } ?? phrase("delete-title")
    }

    public var words: [Phrase] {
        let older = folder.map { $0.olderOnServer > 0 } ?? false
        return [counted("empty-what", messages)] + (older ? [phrase("empty-older")] : [])
    }
}

/// What emptying a folder is called: of the trash it is for good.
public func emptyingWord(_ box: Mailbox) -> Phrase {
    phrase(box.role == .trash ? "folder-empty-trash" : "folder-empty-junk")
}
