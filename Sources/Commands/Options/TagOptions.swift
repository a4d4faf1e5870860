/// Which tasks are run.
struct TagOptions: Sendable {
    var tags: [String] = []
    var skipTags: [String] = []

    static let arguments: [Argument<Self>] = [
        .list("-t", "--tags", as: "TAGS", sets: \.tags, help: "only run plays and tasks with one of these tags"),
        .list(
            "--skip-tags", as: "SKIP_TAGS", sets: \.skipTags,
            help: "only run plays and tasks with none of these tags"),
    ]
}
