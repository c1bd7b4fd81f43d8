import SwiftUI
import TernCore
import TernMail

// Names of SF Symbols; each stands beside words or has a label of its own.

func symbol(_ act: Act) -> String {
    switch act {
    case .archive: "archivebox"
    case .delete: "trash"
    case .junk: "xmark.bin"
    case .notJunk: "tray.and.arrow.up"
    case .read: "envelope.open"
    case .unread: "envelope.badge"
    case .flag: "flag"
    case .unflag: "flag.slash"
    }
}

func tint(_ act: Act) -> Color {
    switch act {
    case .archive: .indigo
    case .delete: .red
    case .junk, .notJunk: .brown
    case .read, .unread: .blue
    case .flag, .unflag: .orange
    }
}

func symbol(_ role: Role?) -> String {
    switch role {
    case .inbox: "tray"
    case .sent: "paperplane"
    case .drafts: "doc.text"
    case .trash: "trash"
    case .junk: "xmark.bin"
    case .archive: "archivebox"
    case .all: "tray.full"
    case .flagged: "flag"
    case nil: "folder"
    }
}

func symbol(_ kind: ReplyKind) -> String {
    switch kind {
    case .reply: "arrowshape.turn.up.left"
    case .replyAll: "arrowshape.turn.up.left.2"
    case .forward: "arrowshape.turn.up.right"
    }
}

func symbol(ofType type: String) -> String {
    type.hasPrefix("image/") ? "photo" : type == "application/pdf" ? "doc.richtext" : "doc"
}
