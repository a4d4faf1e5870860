extension Value {
    /// Whether the texts in it, at any depth, are larger than `limit` bytes together. Lines that were not cut yet count as their text.
    public func holdsText(beyond limit: Int) -> Bool {
        var room = limit
        takeTexts(from: &room)
        return room < 0
    }

    /// Takes the bytes of the texts in it from `room`, until it is below zero.
    private func takeTexts(from room: inout Int) {
        guard room >= 0 else { return }
        switch self {
        case .string(let text): room -= text.utf8.count
        case .template(let template): room -= template.text.utf8.count
        case .list(let list):
            if let text = list.uncutText {
                room -= text.utf8.count
            } else {
                for item in list.items { item.takeTexts(from: &room) }
            }
        case .tuple(let tuple): for item in tuple.items { item.takeTexts(from: &room) }
        case .dict(let dict): for item in dict.items.values { item.takeTexts(from: &room) }
        default: return
        }
    }
}
