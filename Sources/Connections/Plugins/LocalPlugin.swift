import Configuration
import Modules

/// This machine itself.
struct LocalPlugin: ConnectionPlugin {
    let names = ["ansible.builtin.local", "local"]
    let options = SettingReference.options(
        """
        become_strip_preamble | bool | true |  |  | ansible_local_become_strip_preamble
        become_success_timeout | int | 10 |  |  | ansible_local_become_success_timeout
        """)
    let isLocal = true

    func patience(_ settings: ConnectionSettings) -> Become.Patience? {
        let given = settings.options.number("become_success_timeout") ?? 0
        return Become.Patience(seconds: given < 1 ? 10 : given)
    }

    func connection(_ settings: ConnectionSettings, _ modules: ModuleRegistry) -> (any Connection)? {
        settings.become == nil && settings.placesAgent ? LocalConnection(modules) : nil
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        ProgramTransport(["/bin/sh", "-c"])
    }
}
