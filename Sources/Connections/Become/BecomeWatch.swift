import Synchronization

extension Become {
    /// How long becoming a user may take, and what is said when it took longer.
    public struct Patience: Sendable, Hashable {
        public var seconds: Int
        /// Nil where what was printed meanwhile is told, as the local connection does of every failure.
        public var message: String?

        public init(seconds: Int, message: String? = nil) {
            self.seconds = seconds
            self.message = message
        }
    }
}

/// Closes a channel on which another user has not been become in time.
final class BecomeWatch: Sendable {
    private let patience: Become.Patience
    private let hasFired = Mutex(false)
    private let timer = Mutex<Task<Void, Never>?>(nil)

    /// Nil where nobody is to become anyone, or it may take for ever.
    init?(_ become: Become?, over channel: any ByteChannel) {
        guard let patience = become?.patience else { return nil }
        self.patience = patience
        let timer = Task { [weak self] in
            guard (try? await Task.sleep(for: .seconds(patience.seconds))) != nil else { return }
            self?.hasFired.withLock { $0 = true }
            await channel.kill()
        }
        self.timer.withLock { $0 = timer }
    }

    /// The user has been become, or will not be.
    func stop() { timer.withLock { $0?.cancel() } }

    /// Why the channel was closed, after `said` was printed; nil where it was not.
    func verdict(_ become: Become?, _ said: Become.Words) -> ConnectionError? {
        guard hasFired.withLock({ $0 }) else { return nil }
        return ConnectionError(.timeout, patience.message ?? become?.waiting("Timed out", said) ?? "")
    }
}
