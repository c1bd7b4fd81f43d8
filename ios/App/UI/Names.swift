import SwiftUI
import TernCore
import TernMail

// SwiftUI and the core both have these; in the app's files they are SwiftUI's.
typealias View = SwiftUI.View
typealias Format = TernMail.Format
