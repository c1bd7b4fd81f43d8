import UIKit

/// Prints a document that loads nothing: its policy forbids it, and it has no picture of the network.
@MainActor
enum Paper {
    static func print(_ document: String, title: String) {
        let info = UIPrintInfo.printInfo()
        info.jobName = title
        info.outputType = .general
        let controller = UIPrintInteractionController.shared
        controller.printInfo = info
        controller.printFormatter = UIMarkupTextPrintFormatter(markupText: document)
        controller.present(animated: true)
    }
}
