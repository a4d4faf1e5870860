import Playbook
import Synchronization
import Templating
import Values

/// A play while it runs: its hosts, and the variables that are the same for all of them.
final class PlayState: Sendable {
    let play: Play
    /// The play's name after rendering.
    let name: String
    /// The hosts of the batch that runs now.
    let batch: [String]
    private let matching: Mutex<[String]>
    /// Hosts that tasks of the play added to the inventory; they do not run its tasks.
    private let added = Mutex<[String]>([])
    /// Strongest last: play variables, prompted ones.
    let variables: [any VariableLayer]
    /// Whether the batch is all of the play.
    private let isWholePlay: Bool
    private let removed = Mutex<Set<String>>([])
    private let included = Mutex<[RoleInstance]>([])
    private let files = Mutex<[String: [any VariableLayer]]>([:])

    init(play: Play, name: String, allHosts: [String], batch: [String], prompted: Dict) {
        self.play = play
        self.name = name
        matching = Mutex(allHosts)
        self.batch = batch
        isWholePlay = batch.count == allHosts.count
        self.variables = [DictLayer(play.vars, isTrusted: true), DictLayer(prompted)]
    }

    /// Hosts that failed or could not be reached are no longer play hosts.
    func remove(_ host: String) { removed.withLock { _ = $0.insert(host) } }
    func restore(_ host: String) { removed.withLock { _ = $0.remove(host) } }
    func restoreAll() { removed.withLock { $0 = [] } }
    func isRemoved(_ host: String) -> Bool { removed.withLock { $0.contains(host) } }

    /// All hosts of the play, as the inventory has them now.
    var allHosts: [String] { matching.withLock { $0 } }
    func setAllHosts(_ hosts: [String]) {
        matching.withLock { $0 = hosts }
        added.withLock { $0 = [] }
    }

    func add(host: String) {
        guard !allHosts.contains(host) else { return }
        added.withLock { if !$0.contains(host) { $0.append(host) } }
    }

    /// `ansible_play_hosts_all`: the play's hosts, and those that its tasks added.
    var namedHosts: [String] { allHosts + added.withLock { $0 } }

    var currentHosts: [String] {
        let gone = removed.withLock { $0 }
        return namedHosts.filter { !gone.contains($0) }
    }
    /// Hosts that have come since the batch was made count where there is only one.
    var currentBatch: [String] {
        let (gone, all) = (removed.withLock { $0 }, allHosts)
        let known = Set(all)
        let newcomers = isWholePlay ? all.filter { !batch.contains($0) } : []
        return (batch.filter { known.contains($0) } + newcomers).filter { !gone.contains($0) }
    }

    /// Roles that lend their defaults and vars to the whole play: its own, then included ones that are public.
    var roles: [RoleInstance] { usedRoles.filter(\.isPublic) }
    /// Every role that the play has named so far: its own, those of static imports, then included ones.
    var usedRoles: [RoleInstance] { play.roles + included.withLock { $0 } }
    func add(_ role: RoleInstance) { included.withLock { $0.append(role) } }

    /// The layers of `vars_files` for `host`, loaded once by `make`.
    func files(of host: String, _ make: () -> [any VariableLayer]) -> [any VariableLayer] {
        if let layers = files.withLock({ $0[host] }) { return layers }
        let layers = make()
        files.withLock { $0[host] = layers }
        return layers
    }

    func setFiles(_ layers: [any VariableLayer], of host: String) { files.withLock { $0[host] = layers } }
}
