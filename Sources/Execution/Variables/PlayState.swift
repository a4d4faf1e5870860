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
    private let hosts: PlayHosts
    /// Strongest last: play variables, prompted ones.
    let variables: [any VariableLayer]
    /// Whether the batch is all of the play.
    private let isWholePlay: Bool
    private let included = Mutex<[RoleInstance]>([])
    /// Roles that the play had included where this branch of it began.
    private let inherited: [RoleInstance]
    private let files = Mutex<[String: [any VariableLayer]]>([:])

    init(play: Play, name: String, allHosts: [String], batch: [String], prompted: Dict) {
        self.play = play
        self.name = name
        hosts = PlayHosts(allHosts)
        self.batch = batch
        isWholePlay = batch.count == allHosts.count
        inherited = []
        self.variables = [DictLayer(play.vars, isTrusted: true), DictLayer(prompted)]
    }

    private init(branchOf other: PlayState) {
        (play, name, batch, hosts) = (other.play, other.name, other.batch, other.hosts)
        (variables, isWholePlay) = (other.variables, other.isWholePlay)
        let (roles, layers) = (other.included.withLock { $0 }, other.files.withLock { $0 })
        inherited = roles
        files.withLock { $0 = layers }
    }

    /// The same play, whose roles are its own from now on.
    func branch() -> PlayState { PlayState(branchOf: self) }

    // MARK: Hosts

    /// Hosts that failed or could not be reached are no longer play hosts.
    func remove(_ host: String) { hosts.remove(host) }
    func restore(_ host: String) { hosts.restore(host) }
    func restoreAll() { hosts.restoreAll() }
    func isRemoved(_ host: String) -> Bool { hosts.gone.contains(host) }

    /// All hosts of the play, as the inventory has them now.
    var allHosts: [String] { hosts.matching }
    func setAllHosts(_ all: [String]) { hosts.set(all) }

    func add(host: String) { hosts.add(host) }

    /// `ansible_play_hosts_all`: the play's hosts, and those that its tasks added.
    var namedHosts: [String] { hosts.named }

    var currentHosts: [String] {
        let gone = hosts.gone
        return namedHosts.filter { !gone.contains($0) }
    }
    /// Hosts that have come since the batch was made count where there is only one.
    var currentBatch: [String] {
        let (gone, all) = (hosts.gone, allHosts)
        let known = Set(all)
        let newcomers = isWholePlay ? all.filter { !batch.contains($0) } : []
        return (batch.filter { known.contains($0) } + newcomers).filter { !gone.contains($0) }
    }

    // MARK: Roles and files

    /// Roles that lend their defaults and vars to the whole play: its own, then included ones that are public.
    var roles: [RoleInstance] { usedRoles.filter(\.isPublic) }
    /// Every role that the play has named so far: its own, those of static imports, then included ones.
    var usedRoles: [RoleInstance] { play.roles + inherited + includedRoles }
    /// Roles that were included here: in the play, or in the branch of it that this is.
    var includedRoles: [RoleInstance] { included.withLock { $0 } }
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
