import Network

/// Tells the core that the network came, went or became another one.
@MainActor
final class NetworkFacts {
    private let monitor = NWPathMonitor()
    private var last: (up: Bool, interface: NWInterface.InterfaceType?)?

    func begin(_ changed: @escaping @MainActor (Bool) -> Void) {
        monitor.pathUpdateHandler = { [weak self] path in
            let now = (up: path.status == .satisfied, interface: path.availableInterfaces.first?.type)
            Task { @MainActor in self?.heard(now, changed) }
        }
        monitor.start(queue: .main)
    }

    private func heard(_ now: (up: Bool, interface: NWInterface.InterfaceType?), _ changed: @MainActor (Bool) -> Void) {
        guard last.map({ $0 != now }) ?? true else { return }
        last = now
        changed(now.up)
    }
}
