extension Value {
    /// No text, in bytes, and no list, in bytes of its items, that an operation makes may be longer.
    public static let lengthLimit = 1 << 28

    /// Throws where something of `size` bytes, `count` times, would be longer than ``lengthLimit``.
    public static func checkLength(_ size: Int, times count: Int = 1, of what: String) throws(ValueError) {
        let (total, overflow) = size.multipliedReportingOverflow(by: count)
        guard !overflow, total <= lengthLimit else { throw ValueError(.limit, "\(what) is too long") }
    }
}
