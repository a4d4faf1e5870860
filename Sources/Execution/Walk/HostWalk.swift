import Playbook

/// Where one host stands in a play: a pure state machine that hands out its next task.
///
/// Blocks nest as frames of a stack. A failure leaves the body of the innermost block that has a `rescue` or an
/// `always` still to run; where there is none, the host is out of the play.
struct HostWalk: Sendable {
    enum Outcome: Sendable { case running, complete, failed }

    private enum Section: Sendable { case body, rescue, always }

    private struct Frame: Sendable {
        var body: [Block.Item]
        var rescue: [Block.Item] = []
        var always: [Block.Item] = []
        var section = Section.body
        var index = 0
        /// A failure that no rescue has made good: the block fails once its `always` is through.
        var hasFailed = false

        init(_ block: Block) {
            body = block.items
            rescue = block.rescue
            always = block.always
        }
        init(body: [Block.Item]) { self.body = body }

        var items: [Block.Item] {
            switch section {
            case .body: body
            case .rescue: rescue
            case .always: always
            }
        }
    }

    private struct HandlerPhase: Sendable {
        var handlers: [Task]
        var index = 0
    }

    private var frames: [Frame]
    private var phase: HandlerPhase?
    private(set) var outcome = Outcome.running
    /// Whether a task has failed that no `rescue` speaks for, though the host may still have handlers or an `always` to
    /// go through.
    private(set) var isFailing = false
    /// Whether the operator wants it to go no further.
    private(set) var isStopped = false
    /// Handlers to run at the next flush (or later in this one).
    private(set) var notified: Set<Task.ID> = []
    /// What tasks notified, in order, to be matched with handlers at the next flush.
    private(set) var notifications: [String] = []
    /// Roles of which a task has run here, and roles that are through.
    private var startedRoles: Set<RoleIdentity> = []
    private(set) var completedRoles: Set<RoleIdentity> = []
    private(set) var endedRole: RoleIdentity?

    init(_ blocks: [Block]) { frames = [Frame(body: blocks.map { .block($0) })] }

    /// Begins with other blocks, at the same point of the play.
    mutating func begin(_ blocks: [Block]) { frames = [Frame(body: blocks.map { .block($0) })] }

    /// Whether a flush of handlers is under way.
    var isFlushing: Bool { phase != nil }

    /// Whether a failure now would be rescued.
    var canRescue: Bool { frames.contains { $0.section == .body && !$0.rescue.isEmpty } }

    /// Goes on to the next task that `accepts` lets through; nil when the play is over for this host.
    mutating func advance(_ accepts: (Task) -> Bool) -> Task? {
        while outcome == .running {
            if let task = nextHandler() { return task }
            guard let frame = frames.last else {
                outcome = .complete
                return nil
            }
            let items = frame.items
            guard frame.index < items.count else {
                finishSection()
                continue
            }
            frames[frames.count - 1].index += 1
            switch items[frame.index] {
            case .block(let block): frames.append(Frame(block))
            case .task(let task): if shouldRun(task), accepts(task) { return task }
            }
        }
        return nil
    }

    private mutating func nextHandler() -> Task? {
        while let current = phase {
            guard current.index < current.handlers.count else {
                phase = nil
                return nil
            }
            phase?.index += 1
            let task = current.handlers[current.index]
            if notified.contains(task.id) { return task }
        }
        return nil
    }

    private func shouldRun(_ task: Task) -> Bool {
        if case .meta(.flushHandlers) = task.kind, task.isImplicit {
            return !notifications.isEmpty || !notified.isEmpty
        }
        guard let role = task.role else { return true }
        if endedRole == role.identity {
            if case .meta(.roleComplete) = task.kind { return true }
            return false
        }
        return role.allowDuplicates || !completedRoles.contains(role.identity)
    }

    private mutating func finishSection() {
        let last = frames.count - 1
        switch frames[last].section {
        case .body: enter(.always)
        case .rescue:
            frames[last].hasFailed = false
            enter(.always)
        case .always:
            let hasFailed = frames.removeLast().hasFailed
            if isStopped {
                unwind()
            } else if hasFailed {
                fail()
            } else if frames.isEmpty {
                outcome = .complete
            }
        }
    }

    private mutating func enter(_ section: Section) {
        frames[frames.count - 1].section = section
        frames[frames.count - 1].index = 0
    }

    /// The current task failed for good.
    mutating func fail() {
        phase = nil
        while let frame = frames.last {
            frames[frames.count - 1].hasFailed = true
            if frame.section == .body, !frame.rescue.isEmpty, !isStopped { return enter(.rescue) }
            isFailing = true
            if frame.section != .always, !frame.always.isEmpty { return enter(.always) }
            frames.removeLast()
        }
        isFailing = true
        outcome = .failed
    }

    /// Goes no further: of the blocks that it is in only the `always` sections are left, the innermost first.
    mutating func stop() {
        guard !isStopped, outcome == .running else { return }
        isStopped = true
        phase = nil
        if frames.last?.section != .always { unwind() }
    }

    /// Leaves blocks up to the next `always` section that has not begun.
    private mutating func unwind() {
        while let frame = frames.last {
            if frame.section != .always, !frame.always.isEmpty { return enter(.always) }
            // One that is under way comes to its end.
            if frame.section == .always, frame.index < frame.always.count { return }
            frames.removeLast()
        }
        outcome = isFailing ? .failed : .complete
    }

    /// Leaves everything but the handlers.
    mutating func leaveForHandlers() {
        frames = []
        phase = nil
    }

    /// Puts blocks in front of what comes next: the tasks of a dynamic include. In a flush they are handlers, all of
    /// them notified.
    mutating func insert(_ blocks: [Block]) {
        guard outcome == .running else { return }
        if let current = phase {
            let tasks = blocks.flatMap(\.tasks)
            phase?.handlers.insert(contentsOf: tasks, at: current.index)
            notified.formUnion(tasks.map(\.id))
        } else if let frame = frames.last {
            let items = blocks.map { Block.Item.block($0) }
            let last = frames.count - 1
            switch frame.section {
            case .body: frames[last].body.insert(contentsOf: items, at: frame.index)
            case .rescue: frames[last].rescue.insert(contentsOf: items, at: frame.index)
            case .always: frames[last].always.insert(contentsOf: items, at: frame.index)
            }
        }
    }

    /// The host leaves the play without having failed.
    mutating func end() {
        frames = []
        phase = nil
        outcome = .complete
    }

    /// Forgets that the host failed: blocks whose `always` is under way end well; a host that is out of the play stays
    /// out of it.
    mutating func clearErrors() {
        if outcome == .failed { outcome = .complete }
        isFailing = false
        for index in frames.indices { frames[index].hasFailed = false }
    }

    // MARK: Handlers

    mutating func remember(_ notification: String) {
        if !notifications.contains(notification) { notifications.append(notification) }
    }

    /// True where it was not notified yet.
    mutating func notify(_ handler: Task) -> Bool { notified.insert(handler.id).inserted }

    mutating func forgetNotification(of handler: Task) { notified.remove(handler.id) }

    /// What was notified so far has run elsewhere.
    mutating func forgetNotifications() {
        notified = []
        notifications = []
    }

    /// Begins to run what was notified; the remembered notifications have been matched by then.
    mutating func flush(_ handlers: [Task]) {
        notifications = []
        phase = HandlerPhase(handlers: handlers)
    }

    /// What was notified in a role that ran beside others is the play's to run.
    mutating func takeNotifications(of branch: HostWalk) {
        for notification in branch.notifications { remember(notification) }
        notified.formUnion(branch.notified)
    }

    // MARK: Roles

    /// Roles that another walk of the host has begun and finished count here too.
    mutating func takeRoles(of other: HostWalk) {
        startedRoles.formUnion(other.startedRoles)
        completedRoles.formUnion(other.completedRoles)
    }

    mutating func markStarted(_ role: RoleIdentity) { startedRoles.insert(role) }

    /// The role's last task is behind; it counts as done only where one of its tasks ran.
    mutating func completeRole(_ role: RoleIdentity) {
        if startedRoles.contains(role) { completedRoles.insert(role) }
        if endedRole == role { endedRole = nil }
    }

    /// Skips what is left of the role.
    mutating func endRole(_ role: RoleIdentity) { endedRole = role }
}
