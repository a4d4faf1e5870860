import Values

/// `loop.member` where `loop` is known to be that of the `for` around it.
final class LoopMemberCode: Code {
    private let slot: Int
    private let member: LoopState.Member
    private let general: Code

    init(_ slot: Int, _ member: LoopState.Member, general: Code) {
        self.slot = slot
        self.member = member
        self.general = general
        super.init(general.place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        guard case .object(let object)? = frame.slots[slot], let loop = object as? LoopState else {
            return try general.value(frame)
        }
        return loop.value(of: member)
    }
}
