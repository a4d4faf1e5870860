import Values

/// `target[key]`: an item, or else, for a string, the attribute of that name.
final class ItemCode: Code {
    let target: Code
    let key: Code

    init(_ target: Code, _ key: Code, _ place: Place) {
        self.target = target
        self.key = key
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        try value(of: target.value(frame), frame)
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        let target = try target.traced(frame)
        switch target.value {
        case .list(let list):
            guard case .int(let index) = try key.defined(frame) else { break }
            let place = index < 0 ? index + list.items.count : index
            guard list.items.indices.contains(place) else { break }
            return frame.context.traced(list.items[place], isAuthored: target.isAuthored)
        case .dict(let dict):
            guard let value = dict.items[try key.defined(frame)] else { break }
            return frame.context.traced(value, isAuthored: target.isAuthored)
        case .object:
            guard let known = try? target.value.traced(try key.defined(frame)) else { break }
            return frame.context.traced(known.value, isAuthored: known.isAuthored)
        default: break
        }
        return TracedValue(try value(of: target.value.withoutOrigin, frame))
    }

    /// The item of a target that was evaluated before.
    private func value(of target: Value, _ frame: Frame) throws(TemplateError) -> Value {
        if case .undefined = target { return target }
        let key = try key.defined(frame)
        if case .object(let object) = target, let absent = object as? MissingElse {
            throw frame.failure(absent.error, place)
        }
        switch (target, key) {
        case (.list(let list), .int(let index)):
            let count = list.items.count
            let place = index < 0 ? index + count : index
            if place >= 0, place < count { return frame.context.touched(list.items[place]) }
        case (.dict(let dict), .string):
            if let value = dict.items[key] { return frame.context.touched(value) }
        default:
            if let value = try? target.item(key) {
                return target.isOutside
                    ? frame.context.own(frame.context.touched(value)) : frame.context.touched(value)
            }
        }
        if case .string(let name) = key {
            do throws(ValueError) {
                if let value = try target.attribute(name, MethodSet.all[name], frame.context) { return value }
            } catch { return try frame.deferred(frame.failure(error, place)) }
        }
        return target.missing(key, frame, place)
    }
}

extension Value {
    /// Whether what is inside it belongs to someone outside the template.
    fileprivate var isOutside: Bool {
        if case .object(let object) = self { !(object is any TemplateObject) } else { false }
    }
}

/// `target[start:stop:step]`
final class SliceCode: Code {
    let target: Code
    let bounds: [Code?]

    init(_ target: Code, _ bounds: [Code?], _ place: Place) {
        self.target = target
        self.bounds = bounds
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let target = try target.value(frame)
        if case .undefined = target { return target }
        if case .object(let object) = target, let absent = object as? MissingElse {
            throw frame.failure(absent.error, place)
        }
        var values: [Value?] = []
        for bound in bounds { values.append(try bound?.defined(frame)) }
        do throws(ValueError) { return try target.slice(values[0], values[1], values[2]) } catch {
            throw frame.failure(error, place)
        }
    }
}
