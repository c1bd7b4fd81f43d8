import TernCore

extension Field {
    public var word: Phrase {
        switch self {
        case .to: phrase("compose-to")
        case .cc: phrase("compose-cc")
        case .bcc: phrase("compose-bcc")
        }
    }
}

/// What a person may have forgotten, in words.
public func warningWord(_ warning: Warning, _ format: Format) -> Phrase {
    switch warning {
    case .nobody: phrase("compose-warn-nobody")
    case .invalid(let addresses): phrase("compose-warn-invalid", .text(format.list(addresses.map(apart))))
    case .noSubject: phrase("compose-warn-subject")
    case .noAttachment: phrase("compose-warn-attachment")
    case .otherAccount(let expected, let chosen): phrase("compose-warn-account", .text(chosen), .text(expected))
    }
}

/// Whether the draft is on disk; nil while there is nothing to say.
public func saveWord(_ save: SaveState, _ format: Format) -> Phrase? {
    switch save {
    case .saved(let at): phrase("compose-saved", .text(format.clockTime(at)))
    case .waiting: nil
    case .saving: phrase("compose-saving")
    case .failed(let error): phrase("compose-not-saved", .text(error.sentences.reason))
    }
}

/// What a recipient is called; one that is no address says why.
public func chipWord(_ chip: Chip) -> Phrase {
    guard let error = chip.error else { return named(nameOf(chip.address)) }
    return phrase("compose-recipient-invalid", .text(chip.address.email), .text(error.sentences.reason))
}

/// The fields that are shown: Cc and Bcc when asked for, or when somebody is in them.
public func shownFields(_ state: ComposerState, _ writing: Writing) -> [Field] {
    Field.allCases.filter { $0 == .to || state.shown || !writing.of($0).isEmpty || !(state.typing[$0] ?? "").isEmpty }
}
