import Diagnostics
import Values

#if canImport(Glibc)
    import Glibc
#endif

/// The local variables of one running template, macro or block.
///
/// Slots are raw memory because every name in every loop goes through them.
final class Frame {
    let context: EvaluationContext
    let code: CompiledTemplate
    /// The frame in which the macro of this one was defined.
    let parent: Frame?
    /// Where names are looked up that are no locals.
    let names: NameScope
    /// The blocks of the templates that extend each other; nil where there are none.
    let family: BlockFamily?
    let slots: UnsafeMutablePointer<Value?>
    private let count: Int
    /// The template that this one extends, once its tag was reached.
    var extended: CompiledTemplate?

    init(
        _ context: EvaluationContext, _ code: CompiledTemplate, count: Int, names: NameScope,
        parent: Frame? = nil, family: BlockFamily? = nil
    ) {
        self.context = context
        self.code = code
        self.parent = parent
        self.names = names
        self.family = family
        self.count = count
        // Not `allocate`, which asks for more alignment than these need and takes longer for it.
        guard let memory = malloc(max(count, 1) * MemoryLayout<Value?>.stride) else { fatalError("out of memory") }
        slots = memory.assumingMemoryBound(to: Value?.self)
        slots.initialize(repeating: nil, count: count)
    }

    deinit {
        slots.deinitialize(count: count)
        free(slots)
    }

    /// Forgets all values, so that macros that hold this frame do not keep each other alive.
    func clear() {
        for index in 0..<count { slots[index] = nil }
    }

    func span(_ place: Place) -> Span? { code.template.span(of: place) }

    /// The template's error for one of values, at `place`.
    @inline(never)
    func failure(_ error: ValueError, _ place: Place) -> TemplateError {
        TemplateError(error, at: span(place))
    }

    @inline(never)
    func failure(_ undefined: Undefined, _ place: Place) -> TemplateError {
        TemplateError(undefined, at: span(place))
    }

    @inline(never)
    func failure(_ kind: TemplateError.Kind, _ message: String, _ place: Place) -> TemplateError {
        TemplateError(kind, message, at: span(place))
    }

    /// Adds the place to an error that has none yet.
    @inline(never)
    func located(_ error: TemplateError, _ place: Place) -> TemplateError {
        guard error.span == nil else { return error }
        var error = error
        error.span = span(place)
        return error
    }

    /// Python's truth of `value`; an undefined one throws.
    @inline(__always)
    func truth(_ value: Value, _ place: Place) throws(TemplateError) -> Bool {
        switch value {
        case .bool(let flag): return flag
        case .undefined(let undefined): throw failure(undefined, place)
        default: return value.truth
        }
    }
}
