import Network
import TernCore
import TernMail
import UIKit

/// Tells the core what carries the network, how the battery is and what the system allows, whenever that changes.
@MainActor
final class DeviceFacts {
    private let core: any MailCore
    private let monitor = NWPathMonitor()
    private var network: NetworkFacts?
    private var power: PowerFacts?
    private var watching: [Task<Void, Never>] = []

    init(_ core: any MailCore) {
        self.core = core
    }

    func begin() {
        UIDevice.current.isBatteryMonitoringEnabled = true
        tellPower()
        monitor.pathUpdateHandler = { [weak self] path in
            let facts = factsOf(path)
            Task { @MainActor [weak self] in self?.tell(facts) }
        }
        monitor.start(queue: .main)
        let news: [Notification.Name] = [
            UIDevice.batteryLevelDidChangeNotification, UIDevice.batteryStateDidChangeNotification,
            .NSProcessInfoPowerStateDidChange, UIApplication.backgroundRefreshStatusDidChangeNotification,
        ]
        watching = news.map { name in
            Task { [weak self] in
                for await _ in NotificationCenter.default.notifications(named: name).map({ _ in }) { self?.tellPower() }
            }
        }
    }

    private func tell(_ facts: NetworkFacts) {
        guard facts != network else { return }
        network = facts
        core.setNetwork(facts: facts)
    }

    private func tellPower() {
        let facts = powerNow()
        guard facts != power else { return }
        power = facts
        core.setPower(facts: facts)
    }
}

private func factsOf(_ path: NWPath) -> NetworkFacts {
    let interface = path.availableInterfaces.first
    let kind: NetworkKind =
        switch interface?.type {
        case _ where path.status != .satisfied: .down
        case .wifi: .wifi
        case .cellular: .cellular
        case .wiredEthernet: .ethernet
        default: .other
        }
    return NetworkFacts(
        kind: kind, id: interface?.name ?? "", metered: path.isExpensive, dataSaver: path.isConstrained, captive: false)
}

/// iOS holds no connection in the background and gives about 30 seconds when it wakes the app.
@MainActor
private func powerNow() -> PowerFacts {
    let device = UIDevice.current
    let percent = device.batteryLevel < 0 ? nil : UInt8(device.batteryLevel * 100)
    return PowerFacts(
        batteryPercent: percent, charging: device.batteryState == .charging || device.batteryState == .full,
        powerSave: ProcessInfo.processInfo.isLowPowerModeEnabled, doze: false, standby: .exempt, exactAlarms: false,
        canHoldSocket: false, backgroundAllowed: UIApplication.shared.backgroundRefreshStatus == .available,
        windowSeconds: 30)
}
