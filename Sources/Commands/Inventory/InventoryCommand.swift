import Configuration
import Diagnostics
import Inventory
import Loading
import Templating
import Values

/// Shows what is in an inventory (`ansible-inventory`).
struct InventoryCommand: Command {
    static let defaults = InventoryCommandOptions()

    static func syntax(_ program: String) -> Syntax<InventoryCommandOptions> {
        Syntax(
            program, "Show Ansible inventory information, by default it uses the inventory script JSON format",
            [Syntax.version] + InventoryCommandOptions.arguments())
    }

    let call: CommandCall<InventoryCommandOptions>

    func run() async throws -> Int32 {
        let options = call.options
        switch [options.list, options.host != nil, options.graph].count(where: { $0 }) {
        case 0:
            throw OptionsError(
                "No action selected, at least one of --host, --graph or --list needs to be specified.")
        case 1: break
        default:
            throw OptionsError(
                "Conflicting options used, only one of --host, --graph or --list can be used at the same time.")
        }
        let world = try World(verbose: options.output.verbose)
        world.introduce(program: call.program)
        let passwords = world.passwords
        let files = world.files(VaultDoor(vault: try passwords.vault(options.vault)))
        let extra = try ExtraVariables(files: files).parse(options.variables.extraVars)
        let basedir =
            (options.basedir ?? world.configuration.string("PLAYBOOK_DIR"))
            .map { [files.path($0, in: world.directory)] } ?? []
        let reading = try world.readInventory(
            options.inventory.inventory, files: files, plugins: world.plugins(beside: basedir, files),
            extraVariables: extra)
        let text = try self.text(reading, extra, world, files)
        guard !text.isEmpty else { return 1 }
        if let path = options.outputFile {
            guard Bytes(text.utf8).write(to: files.path(path, in: world.directory)) else {
                throw Diagnostic("Unable to write to destination file '\(path)'.")
            }
        } else {
            print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
        }
        return 0
    }

    private func text(
        _ reading: InventoryReading, _ extra: Dict, _ world: World, _ files: DataLoader
    ) throws -> String {
        let options = call.options
        let inventory = reading.inventory
        let basedir = options.basedir.map { files.path($0, in: world.directory) }
        let limit = try world.limitPatterns(options.host == nil ? options.inventory.limit : nil, files: files)
        let listing = try InventoryListing(
            inventory, variables: reading.variables, playDirectory: basedir, workingDirectory: world.directory,
            extraVars: extra, exports: options.export || world.configuration.bool("INVENTORY_EXPORT"), limit: limit)
        if let host = options.host {
            let hosts = try inventory.hosts(matching: [host], warn: { world.warn($0) })
            guard hosts.count == 1 else { throw OptionsError("You must pass a single valid host to --host parameter") }
            return try listing.host(hosts[0], form: form)
        }
        guard options.graph else { return try listing.list(form: form) }
        guard let graph = try listing.graph(options.group ?? "all", showsVariables: options.vars) else {
            throw OptionsError("Pattern must be valid group name when using --graph")
        }
        return graph
    }

    private var form: InventoryListing.Form {
        call.options.yaml ? .yaml : call.options.toml ? .toml : .json
    }
}
