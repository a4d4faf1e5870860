import Diagnostics
import Values

/// `input | filter(arguments)`
final class FilterCode: Code {
    let input: Code
    let name: String
    let arguments: ArgumentsCode
    private let filter: Filter?
    private let traits: PluginTraits
    let suggestion: String?

    init(
        _ input: Code, _ name: String, _ arguments: ArgumentsCode, _ environment: Environment, _ place: Place
    ) {
        self.input = input
        self.name = name
        self.arguments = arguments
        filter = environment.filter(name)
        traits = environment.traits(of: .filter(name))
        suggestion = filter == nil ? Suggestion.nearest(to: name, among: environment.filters.keys) : nil
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        guard let filter else { throw frame.unknown("filter", name, suggestion, place) }
        let takesUndefined = traits.contains(.takesUndefined)
        var value = traits.contains(.takesTraced) ? try frame.tracedInput(input) : try input.value(frame)
        if !takesUndefined, case .undefined = value { return value }
        let arguments = try arguments.values(frame)
        if !takesUndefined, let undefined = arguments.firstUndefined { return undefined }
        if value.mayHoldTemplates { value = frame.context.resolved(value) }
        do throws(TemplateError) { return try filter(frame.context, value, arguments).listed } catch {
            return try frame.failed("filter", name, error, place)
        }
    }
}

/// `input | default(fallback)` in its simplest form, the most used filter of all.
final class DefaultCode: Code {
    let input, fallback: Code

    init(_ input: Code, _ fallback: Code, _ place: Place) {
        self.input = input
        self.fallback = fallback
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try input.value(frame)
        return (value.isMissing ? try fallback.value(frame) : value).listed
    }

    override func traced(_ frame: Frame) throws(TemplateError) -> TracedValue {
        let traced = try input.traced(frame)
        let result = traced.value.isMissing ? try fallback.traced(frame) : traced
        return TracedValue(result.value.listed, isAuthored: result.isAuthored)
    }
}

/// `input is test(arguments)`
final class TestCode: Code {
    let input: Code
    let name: String
    let arguments: ArgumentsCode
    private let test: Test?
    private let traits: PluginTraits
    let suggestion: String?

    init(
        _ input: Code, _ name: String, _ arguments: ArgumentsCode, _ environment: Environment, _ place: Place
    ) {
        self.input = input
        self.name = name
        self.arguments = arguments
        test = environment.test(name)
        traits = environment.traits(of: .test(name))
        suggestion = test == nil ? Suggestion.nearest(to: name, among: environment.tests.keys) : nil
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        guard let test else { throw frame.unknown("test", name, suggestion, place) }
        let takesUndefined = traits.contains(.takesUndefined)
        var value = traits.contains(.takesTraced) ? try frame.tracedInput(input) : try input.value(frame)
        if case .undefined(let undefined) = value, !takesUndefined || undefined.isFailure { return value }
        let arguments = try arguments.values(frame)
        if !takesUndefined, let undefined = arguments.firstUndefined { return undefined }
        if value.mayHoldTemplates { value = frame.context.resolved(value) }
        do throws(TemplateError) { return .bool(try test(frame.context, value, arguments)) } catch {
            return try frame.failed("test", name, error, place)
        }
    }
}

extension Value {
    /// A range becomes a list when a filter lets it out.
    fileprivate var listed: Value {
        guard case .object(let object) = self, object is RangeObject, let items = try? object.elements()
        else {
            return self
        }
        return .list(items)
    }
}

extension Frame {
    func unknown(_ kind: String, _ name: String, _ suggestion: String?, _ place: Place) -> TemplateError {
        var error = failure(.unknownPlugin, "No \(kind) named '\(name)'.", place)
        if let suggestion { error.notes.append(Diagnostic.Note("Did you mean '\(suggestion)'?")) }
        return error
    }

    /// The undefined value that stands for a filter or test that failed, in ansible-core's words.
    func failed(
        _ kind: String, _ name: String, _ error: TemplateError, _ place: Place
    ) throws(TemplateError) -> Value {
        try deferred(located(error, place).naming(kind, name))
    }
}

extension TemplateError {
    /// The error with the plugin that failed in its message, in ansible-core's words.
    func naming(_ kind: String, _ name: String) -> TemplateError {
        guard !isDescribed, self.kind != .undefined, isDeferrable else { return self }
        var error = self
        let full = name.utf8.contains(UInt8(ascii: ".")) ? name : "ansible.builtin.\(name)"
        error.isDescribed = true
        error.message = "The \(kind) plugin '\(full)' failed" + (cause == nil ? ": \(message)" : ".")
        return error
    }
}
