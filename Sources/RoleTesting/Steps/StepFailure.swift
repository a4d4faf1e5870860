/// Why a step failed, and the exit status that follows from it.
struct StepFailure: Error {
    let message: String
    let code: Int32

    init(_ message: String, code: Int32 = 1) {
        self.message = message
        self.code = code
    }
}
