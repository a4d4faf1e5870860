public import Execution

/// How long the run took (`ansible.posix.timer`).
public struct TimerCallback: EventSink {
    private let display: Display
    private let start = ClockTime.now

    public init(display: Display) { self.display = display }

    public func receive(_ event: Event) {
        guard case .recap = event else { return }
        let took = Int(ClockTime.now.seconds - start.seconds)
        display.banner("PLAYBOOK RECAP")
        display.show(
            "Playbook run took \(took / 86400) days, \(took / 3600 % 24) hours, \(took / 60 % 60) minutes, "
                + "\(took % 60) seconds\n\r")
    }
}
