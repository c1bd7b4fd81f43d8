import SwiftUI
import TernCore
import TernMail

/// Recipients as chips, a field for the next one, and people who match what is typed.
struct AddressField: View {
    @Environment(\.say) private var say
    let field: Field
    let chips: [Chip]
    let state: ComposerState
    let onEvent: (ComposerEvent) -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 6) {
            Text(say(field.word)).font(.footnote).foregroundStyle(.secondary)
            if !chips.isEmpty {
                Flow { ForEach(chips) { ChipView(field: field, chip: $0, onEvent: onEvent) } }
            }
            TextField(say(field.word), text: .event(state.typing[field] ?? "") { onEvent(.typed(field, $0)) })
                .textContentType(.emailAddress)
                .keyboardType(.emailAddress)
                .textInputAutocapitalization(.never)
                .autocorrectionDisabled()
                .onSubmit { onEvent(.committed(field)) }
            if let completion = state.completion, completion.field == field {
                ForEach(completion.people, id: \.email) { person in
                    Button {
                        onEvent(.chosen(field, person))
                    } label: {
                        VStack(alignment: .leading) {
                            Text(nameOf(person))
                            Text(person.email).font(.footnote).foregroundStyle(.secondary)
                        }
                    }
                    .foregroundStyle(.primary)
                    .frame(minHeight: 44)
                }
            }
        }
        .buttonStyle(.borderless)
    }
}

private struct ChipView: View {
    @Environment(\.say) private var say
    let field: Field
    let chip: Chip
    let onEvent: (ComposerEvent) -> Void

    var body: some View {
        Menu {
            Text(fullName(chip.address))
            Button(say(phrase("compose-recipient-edit", .text(nameOf(chip.address)))), systemImage: "pencil") {
                onEvent(.edited(field, chip.key))
            }
            Button(
                say(phrase("compose-recipient-remove", .text(nameOf(chip.address)))), systemImage: "xmark",
                role: .destructive
            ) {
                onEvent(.removed(field, chip.key))
            }
        } label: {
            Text(nameOf(chip.address)).lineLimit(1).padding(.horizontal, 10).padding(.vertical, 5)
                .background(
                    chip.error == nil ? AnyShapeStyle(.tint.opacity(0.15)) : AnyShapeStyle(.red.opacity(0.2)),
                    in: .capsule)
        }
        .foregroundStyle(chip.error == nil ? Color.primary : .red)
        .accessibilityLabel(say(chipWord(chip)))
        .accessibilityAction(named: say(phrase("compose-recipient-remove", .text(nameOf(chip.address))))) {
            onEvent(.removed(field, chip.key))
        }
    }
}

/// Views beside each other, in as many lines as they need.
private struct Flow: Layout {
    private let gap: CGFloat = 6

    func sizeThatFits(proposal: ProposedViewSize, subviews: Subviews, cache: inout ()) -> CGSize {
        let places = place(subviews, width: proposal.width ?? .infinity)
        return CGSize(width: proposal.width ?? places.width, height: places.height)
    }

    func placeSubviews(in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout ()) {
        let places = place(subviews, width: bounds.width)
        for (view, at) in zip(subviews, places.points) {
            view.place(
                at: CGPoint(x: bounds.minX + at.x, y: bounds.minY + at.y),
                proposal: ProposedViewSize(width: bounds.width, height: nil))
        }
    }

    private func place(_ subviews: Subviews, width: CGFloat) -> (points: [CGPoint], width: CGFloat, height: CGFloat) {
        var points: [CGPoint] = []
        var (x, y, line, widest): (CGFloat, CGFloat, CGFloat, CGFloat) = (0, 0, 0, 0)
        for view in subviews {
            let size = view.sizeThatFits(ProposedViewSize(width: width, height: nil))
            if x > 0 && x + size.width > width {
                (x, y, line) = (0, y + line + gap, 0)
            }
            points.append(CGPoint(x: x, y: y))
            x += size.width + gap
            (line, widest) = (max(line, size.height), max(widest, x - gap))
        }
        return (points, widest, y + line)
    }
}
