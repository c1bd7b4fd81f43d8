import SwiftUI
import WidgetKit

/// How many messages wait in the inboxes.
@main
struct UnreadWidget: Widget {
    var body: some WidgetConfiguration {
        StaticConfiguration(kind: "unread", provider: Provider()) { UnreadView(entry: $0) }
            .configurationDisplayName(word("widget-unread"))
            .supportedFamilies([.systemSmall, .accessoryCircular, .accessoryInline])
    }
}

struct UnreadEntry: TimelineEntry {
    let date: Date
    let count: Int
}

/// The app asks for a new picture whenever the number changes.
struct Provider: TimelineProvider {
    func placeholder(in context: Context) -> UnreadEntry { UnreadEntry(date: .now, count: 0) }

    func getSnapshot(in context: Context, completion: @escaping (UnreadEntry) -> Void) {
        completion(UnreadEntry(date: .now, count: UnreadFacts.read().count))
    }

    func getTimeline(in context: Context, completion: @escaping (Timeline<UnreadEntry>) -> Void) {
        completion(Timeline(entries: [UnreadEntry(date: .now, count: UnreadFacts.read().count)], policy: .never))
    }
}

struct UnreadView: View {
    @Environment(\.widgetFamily) private var family
    let entry: UnreadEntry

    var body: some View {
        Group {
            switch family {
            case .accessoryInline: Label("\(entry.count)", systemImage: "envelope")
            default:
                VStack {
                    Image(systemName: entry.count > 0 ? "envelope.badge" : "envelope")
                    Text(entry.count, format: .number).font(.title).bold().minimumScaleFactor(0.5)
                }
            }
        }
        .containerBackground(.background, for: .widget)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel("\(word("widget-unread")): \(entry.count)")
        .widgetURL(URL(string: "tern-mail:role:INBOX"))
    }
}

private func word(_ id: String) -> String {
    Bundle.main.localizedString(forKey: id, value: nil, table: nil)
}
