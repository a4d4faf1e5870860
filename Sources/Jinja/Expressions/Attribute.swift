import Synchronization
public import Values

/// `target.name`: an attribute, or else the item of that name.
final class AttributeCode: Code {
    let target: Code
    let name: String
    private let key: Value
    let methods: MethodSet?
    /// A slot of the frame for the undefined value that a dict without the key gives.
    private let missing: Int
    /// Where the key stood in the last dict. A guess, which any thread may overwrite.
    private let hint = Atomic<Int>(0)
    /// The slot of the local variable that the target is; nil where it is none, or where dicts have a method of the name.
    private let local: Int?

    init(_ target: Code, _ name: String, missing: Int, _ place: Place) {
        self.target = target
        self.name = name
        self.missing = missing
        key = .string(name)
        let methods = MethodSet.all[name]
        self.methods = methods
        local = methods?.dict == nil ? (target as? LocalName)?.slot : nil
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        if let value = known(frame) { return value }
        return try value(of: target.value(frame), frame)
    }

    /// The value where the target is a local dict with the key where the last one had it: nothing is copied on the way.
    @inline(__always)
    private func known(_ frame: Frame) -> Value? {
        guard let local, case .dict(let dict)? = frame.slots[local],
            let value = dict.items.value(of: name, at: hint.load(ordering: .relaxed))
        else { return nil }
        switch value {
        case .template, .object: return nil
        default: return value
        }
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        let target = try target.traced(frame)
        if case .dict(let dict) = target.value, methods?.dict == nil, let value = dict.items[key] {
            return frame.context.traced(value, isAuthored: target.isAuthored)
        }
        if methods == nil, let known = try? target.value.traced(key) {
            return frame.context.traced(known.value, isAuthored: known.isAuthored)
        }
        return TracedValue(try value(of: target.value.withoutOrigin, frame))
    }

    /// The attribute of a target that was evaluated before.
    func value(of target: Value, _ frame: Frame) throws(TemplateError) -> Value {
        switch target {
        case .dict(let dict):
            if let methods, methods.dict != nil { break }
            guard let place = dict.items.index(forKey: key) else { return absent(target, frame) }
            hint.store(place, ordering: .relaxed)
            return frame.context.touched(dict.items.values[place])
        case .undefined: return target
        default: break
        }
        return try attribute(of: target, frame)
    }

    @inline(never)
    private func absent(_ target: Value, _ frame: Frame) -> Value {
        if name.utf8.first == UInt8(ascii: "_") { return target.missing(key, frame, place) }
        if let value = frame.slots[missing] { return value }
        let value = target.missing(key, frame, place)
        frame.slots[missing] = value
        return value
    }

    private func attribute(of target: Value, _ frame: Frame) throws(TemplateError) -> Value {
        do throws(ValueError) {
            let found = try target.attribute(name, methods, frame.context, isPlain: self.target is DictCode)
            if let found { return found }
            if case .object(let object) = target, let value = try object.item(key) {
                return frame.context.own(frame.context.touched(value))
            }
        } catch {
            if target.object is MissingElse { throw frame.failure(error, place) }
            return try frame.deferred(frame.failure(error, place))
        }
        return target.missing(key, frame, place)
    }
}

extension Value {
    /// Python's attribute `name`; nil where there is none. `isPlain` tells of a dict that it is none of the variables'.
    func attribute(
        _ name: String, _ methods: MethodSet?, _ context: EvaluationContext, isPlain: Bool = false
    ) throws(ValueError) -> Value? {
        if case .object(let object) = self, let value = try object.attribute(name) {
            return object is any TemplateObject ? value : context.own(context.touched(value))
        }
        guard let methods else { return nil }
        if let property = methods.property(of: self) { return property }
        guard let method = methods.method(for: self) else { return nil }
        let target = self
        return .object(
            FunctionObject(name, typeName: mapping == nil || isPlain ? "builtin_function_or_method" : "method") {
                (context, arguments) throws(TemplateError) in
                try method(context, target, arguments)
            })
    }

    /// The undefined value for a key or attribute that `self` has not, in ansible-core's words.
    func missing(_ key: Value, _ frame: Frame, _ place: Place) -> Value {
        .undefined(
            Undefined(
                message: missing(key), name: (try? key.string()) ?? "", span: frame.span(place),
                candidates: keysToSuggest))
    }

    /// The names of a dict's keys, for a key that it has not, and those of the methods of what has some.
    private var keysToSuggest: (@Sendable () -> [String])? {
        let value = self
        switch self {
        case .dict(let dict):
            return { dict.items.keys.compactMap(\.text) + MethodSet.names(of: value) }
        case .string, .list, .tuple: return { MethodSet.names(of: value) }
        default: return nil
        }
    }

    /// The message of that undefined value.
    func missing(_ key: Value) -> String {
        let shown = (try? key.representation()) ?? "?"
        let kind = isNone ? "None" : "\(typeName) object"
        if case .string(let name) = key, name.utf8.first == UInt8(ascii: "_"),
            name.isInternalAttribute(of: self)
        {
            return "access to attribute '\(name)' of '\(typeName)' object is unsafe."
        }
        if case .object(let object) = self, let text = object.missing(key) { return text }
        if key.truth {
            return "object of type '\(typeName)' has no attribute \(shown)"
        }
        if key.rawText != nil {
            return "'\(kind)' has no attribute \(shown)"
        }
        return "\(kind) has no element \(shown)"
    }
}

extension String {
    /// Whether every Python object has an attribute of this name, which templates must not see.
    fileprivate func isInternalAttribute(of value: Value) -> Bool {
        let common: Set<String> = [
            "__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__",
            "__getattribute__", "__gt__", "__hash__", "__init__", "__init_subclass__", "__le__", "__lt__",
            "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__setattr__", "__sizeof__",
            "__str__", "__subclasshook__",
        ]
        if common.contains(self) { return true }
        let containers: Set<String> = [
            "__getitem__", "__setitem__", "__delitem__", "__iter__", "__len__", "__contains__",
        ]
        switch value {
        case .dict, .list: return containers.contains(self)
        case .string, .tuple:
            return containers.contains(self) && self != "__setitem__" && self != "__delitem__"
        default: return false
        }
    }
}

/// An object of the template language itself, whose values are no variables' storage.
public protocol TemplateObject: ValueObject {}

extension Frame {
    /// The undefined value that stands for `error` until it is used; throws what cannot wait.
    @inline(never)
    func deferred(_ error: TemplateError) throws(TemplateError) -> Value {
        guard error.isDeferrable else { throw error }
        return .undefined(Undefined(capturing: error))
    }
}
