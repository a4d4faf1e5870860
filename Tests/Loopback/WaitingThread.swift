import Glibc

/// A thread that runs `body`, which may wait: threads of Swift's own pool must not.
public struct WaitingThread: Sendable {
    private let thread: pthread_t

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    public init(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { body in
                Unmanaged<Body>.fromOpaque(body!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Body(body)).toOpaque())
        self.thread = thread
    }

    /// Waits for its end; once only.
    public func join() { pthread_join(thread, nil) }

    /// Lets it run on by itself.
    public func detach() { pthread_detach(thread) }
}
