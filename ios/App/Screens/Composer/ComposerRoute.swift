import PhotosUI
import SwiftUI
import TernCore
import TernMail
import UniformTypeIdentifiers

struct ComposerRoute: View {
    @State private var model: ComposerModel
    @State private var choosingFiles = false
    @State private var choosingPhotos = false
    @State private var takingPicture = false
    @State private var photos: [PhotosPickerItem] = []
    @Environment(\.say) private var say
    @Environment(\.scenePhase) private var phase
    private let desk: Desk
    private let onLeave: () -> Void

    init(desk: Desk, draft: DraftId, onLeave: @escaping () -> Void) {
        self.desk = desk
        self.onLeave = onLeave
        _model = State(initialValue: ComposerModel(desk, draft: draft))
    }

    var body: some View {
        NavigationStack {
            ComposerView(state: model.state, onEvent: model.onEvent) {
                Button(say("compose-attach-file"), systemImage: "folder") { choosingFiles = true }
                Button(say("compose-attach-photo"), systemImage: "photo.on.rectangle") { choosingPhotos = true }
                if Camera.isThere {
                    Button(say("compose-attach-camera"), systemImage: "camera") { takingPicture = true }
                }
            }
        }
        .task { await model.run() }
        .onChange(of: model.state.body) { if model.state.body == .done { onLeave() } }
        .onChange(of: phase) { if phase != .active { model.onEvent(.hidden) } }
        .fileImporter(
            isPresented: $choosingFiles, allowedContentTypes: [.item], allowsMultipleSelection: true, onCompletion: add
        )
        .photosPicker(isPresented: $choosingPhotos, selection: $photos)
        .onChange(of: photos) {
            let chosen = photos
            photos = []
            Task { for photo in chosen { await add(photo) } }
        }
        .fullScreenCover(isPresented: $takingPicture) {
            Camera { picture in
                takingPicture = false
                if let picture { add(picture, name: "\(say("compose-picture")).jpg") }
            }
            .ignoresSafeArea()
        }
    }

    private func add(_ chosen: Result<[URL], any Error>) {
        do {
            model.onEvent(.files(try chosen.get().map(Files.copy)))
        } catch {
            failed(error)
        }
    }

    private func add(_ photo: PhotosPickerItem) async {
        do {
            guard let data = try await photo.loadTransferable(type: Data.self) else { return }
            let ending = photo.supportedContentTypes.first?.preferredFilenameExtension ?? "jpg"
            add(data, name: "\(say("compose-picture")).\(ending)")
        } catch {
            failed(error)
        }
    }

    private func add(_ data: Data, name: String) {
        do {
            let file = try Files.fresh().appendingPathComponent(name)
            try data.write(to: file, options: .completeFileProtection)
            model.onEvent(.files([file.path]))
        } catch {
            failed(error)
        }
    }

    private func failed(_ error: any Error) {
        desk.notices.problem(.Storage(reason: error.localizedDescription, next: ""))
    }
}

/// The system's camera for one picture.
private struct Camera: UIViewControllerRepresentable {
    static var isThere: Bool { UIImagePickerController.isSourceTypeAvailable(.camera) }

    let onTaken: (Data?) -> Void

    func makeCoordinator() -> Taken { Taken(onTaken) }

    func makeUIViewController(context: Context) -> UIImagePickerController {
        let picker = UIImagePickerController()
        picker.sourceType = .camera
        picker.delegate = context.coordinator
        return picker
    }

    func updateUIViewController(_ picker: UIImagePickerController, context: Context) {}

    @MainActor final class Taken: NSObject, UIImagePickerControllerDelegate, UINavigationControllerDelegate {
        private let onTaken: (Data?) -> Void

        init(_ onTaken: @escaping (Data?) -> Void) {
            self.onTaken = onTaken
        }

        func imagePickerController(
            _ picker: UIImagePickerController,
            didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any]
        ) {
            onTaken((info[.originalImage] as? UIImage)?.jpegData(compressionQuality: 0.85))
        }

        func imagePickerControllerDidCancel(_ picker: UIImagePickerController) {
            onTaken(nil)
        }
    }
}
