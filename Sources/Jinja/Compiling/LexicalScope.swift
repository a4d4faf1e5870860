/// The slots that one frame at run time will have: those of a template, a macro or a block.
final class FunctionLayout {
    private(set) var slotCount = 0
    /// Slots for variables from outside, by name.
    private var contextSlots: [String: Int] = [:]

    func newSlot() -> Int {
        defer { slotCount += 1 }
        return slotCount
    }

    func contextSlot(_ name: String) -> Int {
        if let slot = contextSlots[name] { return slot }
        let slot = newSlot()
        contextSlots[name] = slot
        return slot
    }
}

/// The names that are assigned within one stretch of a template.
final class LexicalScope {
    let function: FunctionLayout
    let parent: LexicalScope?
    private(set) var slots: [String: Int] = [:]
    /// Names that have a value whenever the scope runs: loop targets, parameters.
    private var assured: Set<String> = []
    /// Names that get a slot only if something reads them: `loop`, `caller`, `varargs`, `kwargs`.
    private var onDemand: Set<String>

    /// Whether `break` and `continue` have a loop to act on.
    let isInLoop: Bool

    init(
        _ function: FunctionLayout, parent: LexicalScope?, isInLoop: Bool = false, onDemand: Set<String> = []
    ) {
        self.isInLoop = isInLoop
        self.function = function
        self.parent = parent
        self.onDemand = onDemand
    }

    func isAssured(_ name: String) -> Bool { assured.contains(name) }

    /// The slot of a name that is assigned here.
    func declare(_ name: String, assured isAssured: Bool = false) -> Int {
        if isAssured { assured.insert(name) }
        if let slot = slots[name] { return slot }
        let slot = function.newSlot()
        slots[name] = slot
        return slot
    }

    /// The slot of `name` for someone who reads it.
    func slot(reading name: String) -> Int? {
        if let slot = slots[name] { return slot }
        guard onDemand.remove(name) != nil else { return nil }
        return declare(name, assured: true)
    }

    /// The slots that are unassigned when the scope begins.
    var own: [Int] { slots.filter { !assured.contains($0.key) }.map(\.value).sorted() }
}
