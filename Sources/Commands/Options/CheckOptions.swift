/// Whether changes are made, and whether they are shown.
struct CheckOptions: Sendable {
    var check = false
    var diff = false

    static let arguments: [Argument<Self>] = [
        .flag("-C", "--check", sets: \.check, help: "change nothing; predict what would change"),
        .flag("-D", "--diff", sets: \.diff, help: "show what changes in (small) files and templates"),
    ]
}
