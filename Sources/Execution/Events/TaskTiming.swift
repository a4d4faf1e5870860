/// When a task ran on a host, and where its time went.
public struct TaskTiming: Sendable, Equatable {
    /// When it began, in seconds since 1970.
    public var start: Double
    /// From there to its end, in seconds.
    public var seconds: Double
    /// On the way to the host and back, connecting included.
    public var wire: Double
    /// In modules.
    public var module: Double
    /// In pauses: between two attempts, two items of a loop, two looks at a background job.
    public var wait: Double
    /// On the controller: keywords, conditions and arguments rendered, actions that need no host.
    public var template: Double { max(0, seconds - wire - module - wait) }

    public init(start: Double, seconds: Double, wire: Double = 0, module: Double = 0, wait: Double = 0) {
        self.start = start
        self.seconds = seconds
        self.wire = wire
        self.module = module
        self.wait = wait
    }
}
