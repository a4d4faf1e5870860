/// Which hosts there are and which of them are meant.
struct InventoryOptions: Sendable {
    var inventory: [String] = []
    var limit: String?
    var listHosts = false
    var flushCache = false

    static let arguments: [Argument<Self>] = [
        .list(
            "-i", "--inventory", "--inventory-file", as: "INVENTORY", sets: \.inventory,
            help: "path of an inventory, or host names with commas between them"),
        .flag("--list-hosts", sets: \.listHosts, help: "print the hosts that are meant and do nothing else"),
        .value("-l", "--limit", as: "SUBSET", sets: \.limit, help: "a further pattern which hosts must match"),
        .flag("--flush-cache", sets: \.flushCache, help: "forget cached facts of every host of the inventory"),
    ]
}
