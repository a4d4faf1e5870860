/// How much a command says.
struct OutputOptions: Sendable {
    var verbose = 0

    static let arguments: [Argument<Self>] = [
        .count(
            "-v", "--verbose", sets: \.verbose,
            help: "say more; -vvv is a good start, -vvvv shows connections, up to -vvvvvv")
    ]
}
