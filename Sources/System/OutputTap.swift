import Synchronization

/// Takes what programs print while they run, for those who watch a task.
///
/// The result of a program holds its whole output all the same. The code that runs a module sets ``current``; every program
/// that ``LocalSystem`` runs meanwhile is told of in pieces of whole lines. A tap that is slow slows the program down:
/// nothing is kept for it.
public final class OutputTap: Sendable {
    /// Takes a piece; `isError` says that it came on standard error.
    public typealias Receiver = @Sendable (_ piece: [UInt8], _ isError: Bool) -> Void

    /// The tap of the module that runs in this Swift task; nil where output is not watched.
    @TaskLocal public static var current: OutputTap?

    /// More than these bytes are not told of one module; its result has the rest.
    public static let limit = 64 << 20

    private let receiver: Receiver
    private let left = Mutex(limit)

    public init(_ receiver: @escaping Receiver) { self.receiver = receiver }

    /// Hands a piece on, as far as the limit goes.
    public func receive(_ piece: [UInt8], isError: Bool) {
        let isWithin = left.withLock { left in
            left -= piece.count
            return left >= 0
        }
        if isWithin { receiver(piece, isError) }
    }
}
