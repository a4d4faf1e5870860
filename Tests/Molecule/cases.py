"""Projects for `compare`: what Molecule's own test suite looks at, as command lines.

A case: name, files by path, run (command lines), and where wanted home (files), environment, show (patterns of files below
~/.ansible/tmp), replace (regular expressions for both sides), differs (why the two are not to be the same)."""

FILE = "molecule/default/"
LOCAL = """driver:
  name: default
  options:
    managed: false
    ansible_connection_options: {ansible_connection: local}
platforms:
  - name: inst
"""
MANAGED = "driver:\n  name: default\nplatforms:\n  - name: inst\n"
STATE = ["molecule.*/state.yml", "molecule.*/inventory/ansible_inventory.yml", "molecule.*/inventory/*_vars/*"]
# Matrix names what Molecule calls missing.
BUILT_IN = [(r"([├└]─ (dependency|syntax|idempotence|check)) .*", r"\1 …")]


def play(name, tasks, hosts="all"):
    return f"- name: {name}\n  hosts: {hosts}\n  gather_facts: false\n  tasks:\n{tasks}"


def say(text):
    return f'    - name: say\n      ansible.builtin.debug: {{msg: "{text}"}}\n'


FAIL = "    - name: fail\n      ansible.builtin.fail: {msg: wrong}\n"
CONVERGE = play("Converge", say("{{ x | default('none') }}"))
CREATE = play("Create", """    - name: write
      ansible.builtin.copy:
        content: "{{ hosts | to_yaml }}"
        dest: "{{ molecule_instance_config }}"
        mode: '0600'
      vars:
        hosts: [{instance: inst, address: 127.0.0.1, user: root, port: 22, identity_file: /dev/null}]
""", "localhost")
DESTROY = play("Destroy", """    - name: remove
      ansible.builtin.file: {path: "{{ molecule_instance_config }}", state: absent}
""", "localhost")
CASES = []


def case(name, files, *run, **more):
    CASES.append(dict(name=name, files=files, run=list(run), **more))


def one(text=LOCAL, **files):
    """A project with the scenario default; other files of it by their names, `.` as `__`."""
    return {FILE + "molecule.yml": text, FILE + "converge.yml": CONVERGE} | {
        FILE + name.replace("__", "."): text for name, text in files.items()
    }


def two(**files):
    return one(**files) | {
        "molecule/other/molecule.yml": LOCAL.replace("inst", "two"), "molecule/other/converge.yml": CONVERGE}


def variables(text):
    return LOCAL + "provisioner:\n  inventory:\n    host_vars:\n      inst:\n        x: " + text + "\n"


# Interpolation
for text in [
    "$FOO", "${FOO}", "a$FOO", "${NO}", "$NO", "${NO:-d}", "${EMPTY:-d}", "${EMPTY-d}", "${NO-d}", "${NO:-$D}",
    "${NO:-a-b}", '${NO:-"q"}', "$$FOO", "a$$", "a # $FOO", "${FOO}${D}", "$FOO/$D", "${NO:-a b}", "${NO:-a:b}",
    "${NO:-1}", "${NO:-true}", "$FOO.bar", "${foo_1:-x}", "${MOLECULE_SCENARIO_DIRECTORY}", "$MOLECULE_FILE",
    "$MOLECULE_VERIFIER_TEST_DIRECTORY", "$foo:$D", '"$FOO"', "'$FOO'", "${NO:-[a, b]}", "$_A",
]:
    case("interpolation " + text, one(variables(text)), "create",
         environment=dict(FOO="x", EMPTY="", D="dd"), show=["molecule.*/molecule.yml", "molecule.*/inventory/*_vars/*"])
for text in ["${X:+y}", "${X?e}", "$1", "${}", "a $ b", "$(x)", "${1A}", "${FOO }"]:
    case("interpolation " + text, one(variables(text)), "create", differs="the place is told with a caret")
for text in ["${NO:-}", "${NO-}"]:
    case("interpolation " + text, one(variables(text)), "create", differs="an empty default is allowed")
case("interpolation ${FOO:-${D}}", one(variables("${FOO:-${D}}")), "create", environment=dict(FOO="x"),
     show=["molecule.*/inventory/*_vars/*"], differs="the brace ends the inner placeholder")

# Commands
COMMANDS = ["check", "cleanup", "converge", "create", "dependency", "destroy", "prepare", "side-effect", "syntax", "test",
            "verify"]
for command in COMMANDS:
    case(f"command {command}", two(), command)
    case(f"command {command} in colours", two(), command, environment=dict(FORCE_COLOR="1"))
    case(f"command {command} --all", two(), f"{command} --all")
case("command idempotence", two(), "idempotence", differs="a failed scenario is in the report")
case("all playbooks", one(
    prepare__yml=play("Prepare", say("p")), side_effect__yml=play("Effect", say("s")), cleanup__yml=play("Clean", say("c")),
    verify__yml=play("Verify", say("v")), create__yml=play("Create", say("m"), "localhost"),
    destroy__yml=play("Destroy", say("d"), "localhost")),
    "test", "prepare", "converge", "prepare", "prepare --force", "create", "side-effect", "cleanup", "verify", "idempotence",
    "check", "destroy", show=STATE)
case("old name of converge", {FILE + "molecule.yml": LOCAL, FILE + "playbook.yml": CONVERGE}, "list -f plain",
     "create")
case("failing verify", one(verify__yml=play("Verify", FAIL)), "test")

# Scenarios and their names
case("no scenario", {"README.md": "x"}, "create -s x", "test", "test --all")
case("two of one name", two() | {"molecule/other/molecule.yml": LOCAL + "scenario:\n  name: default\n"}, "create")
case("a name of its own", two() | {"molecule/other/molecule.yml": LOCAL + "scenario:\n  name: mine\n"},
     "list -f plain", "converge --all", "converge -s other", "create -e mine --all", "create -e other --all")
case("list by a name of its own", two() | {"molecule/other/molecule.yml": LOCAL + "scenario:\n  name: mine\n"},
     "list -s mine -f plain")
case("unknown names", two(), "list -s nope", "login -s nope", "matrix -s nope test", "create -s nope", "list -s ../x",
     "create -s ../x", "create -s /etc")
case("excluded", two(), "create --all -e other", "create --all -e o*", "create -s default -s other -e other")
case("another glob", {"tests/a/molecule.yml": LOCAL, "tests/a/converge.yml": CONVERGE}, "list -f plain",
     environment=dict(MOLECULE_GLOB="tests/*/molecule.yml"))

# Sequences, matrix, list
case("sequences", one(
    LOCAL + "scenario:\n  converge_sequence: [converge, verify]\n  create_sequence: [create]\n"
    "  destroy_sequence: [destroy]\n  check_sequence: [check]\n  cleanup_sequence: [cleanup]\n",
    verify__yml=play("Verify", say("v"))), "converge", "create", "destroy", "check", "cleanup", "matrix converge",
    replace=BUILT_IN)
case("steps with arguments", one(
    LOCAL + "scenario:\n  test_sequence: [converge, verify a.yml b.yml, side_effect s.yml, verify, cleanup]\n",
    a__yml=play("A", say("a")), b__yml=play("B", say("b")), s__yml=play("S", say("s")), verify__yml=play("V", say("v")),
    side_effect__yml=play("E", say("e")), cleanup__yml=play("C", say("c"))), "test", "verify", "side-effect")
case("empty sequence", one(LOCAL + "scenario:\n  test_sequence: []\n"), "test", "matrix test")
case("matrix", one(), "matrix test", "matrix converge -s default", "matrix create", replace=BUILT_IN)
case("list", two(), "list -f plain", "list -s other -f plain", "converge", "list -f plain", "destroy", "list -f plain")

# Reports, borders, folds
case("reports", two(), "converge --no-report", "converge --report")
case("reports by the environment", two(), "converge", "converge --report", environment=dict(MOLECULE_REPORT="0"))
case("no borders", two(), "converge --no-command-borders", "converge",
     environment=dict(FORCE_COLOR="1", TERM="xterm"), replace=[(r"\x1b\[0;", "\x1b[")])
for name, service in [("github", "GITHUB_ACTIONS"), ("gitlab", "GITLAB_CI"), ("travis", "TRAVIS")]:
    case(f"folds of {name}", one(), "converge", environment={"CI": "1", service: "true"})

# Configuration
BASE = "provisioner:\n  inventory:\n    host_vars:\n      inst: {x: base}\nscenario:\n  test_sequence: [converge]\n"
case("base config", one() | {
    ".config/molecule/config.yml": BASE, "b.yml": BASE.replace("base", "b"), "c.yml": BASE.replace("x: base", "y: c")},
    "test", "converge", show=STATE)
case("base configs by options", one() | {"b.yml": BASE.replace("base", "b"), "c.yml": BASE.replace("x: base", "y: c")},
     "-c b.yml test", "-c b.yml -c c.yml converge", "-c nope.yml converge", show=STATE)
case("config of the user", one(), "test", home={".config/molecule/config.yml": BASE}, repository=False)
case("inventory", one(
    LOCAL + "    groups: [g1, g2]\n    children: [c1]\n  - name: b\n    groups: [g1]\n  - name: c\nprovisioner:\n  inventory:\n"
    "    hosts:\n      all:\n        hosts:\n          extra: {ansible_connection: local}\n    host_vars:\n"
    "      inst: {x: 5, l: [1, {a: b}]}\n    group_vars:\n      all: {y: 1}\n      g1: {x: 7}\n"), "create", show=STATE)
case("linked inventory", one(
    LOCAL + "provisioner:\n  inventory:\n    links:\n      hosts: ../../inv/hosts\n      group_vars: ../../inv/group_vars/\n")
    | {"inv/hosts": "[all]\nlinked ansible_connection=local\n", "inv/group_vars/all.yml": "x: linked\n"}, "converge")
case("arguments of Ansible", one(
    LOCAL + "provisioner:\n  ansible_args: [-e, x=args]\n", create__yml=play("C", say("{{ x | default(1) }}"), "localhost"),
    destroy__yml=play("D", say("{{ x | default(1) }}"), "localhost")), "converge", "converge -- -e x=cli", "destroy")
case("ansible section", one(
    LOCAL + "ansible:\n  cfg:\n    defaults: {timeout: 7}\n    other: {a: b}\n  env: {XX: text}\n  executor:\n    args:\n"
    "      ansible_playbook: [-e, x=native]\n  playbooks:\n    converge: sub/c.yml\n",
    **{"sub/c__yml": play("Sub", say("{{ x }} {{ lookup('env', 'XX') }}"))}), "converge",
    show=[*STATE, "molecule.*/ansible.cfg"])
case("variables of children", one(converge__yml=play("C", say(
    "{{ molecule_file }} {{ molecule_yml.platforms }} {{ molecule_no_log }} {{ molecule_scenario_directory }}"))), "converge")
case("environment file", one(variables("$XX")) | {".env.yml": "XX: text\nMOLECULE_REPORT: '0'\n"}, "converge",
     "-e none.yml converge", show=["molecule.*/inventory/*_vars/*"])
case("managed hosts", one(MANAGED, create__yml=CREATE, destroy__yml=DESTROY), "create", "list -f plain", "destroy",
     "list -f plain")
case("dependency by a shell", one(LOCAL + "dependency:\n  name: shell\n  command: echo got && echo it\n"), "dependency")
case("no dependency", one(LOCAL + "dependency:\n  enabled: false\n"), "dependency", "test")
case("no verifier", one(LOCAL + "verifier:\n  enabled: false\n"), "verify")
case("verifier without tests", one(LOCAL + "verifier:\n  name: testinfra\n"), "verify")
case("role", one(converge__yml="- hosts: all\n  gather_facts: false\n  roles: [acme.name]\n") | {
    "meta/main.yml": "galaxy_info: {author: me, namespace: acme, role_name: name}\n",
    "tasks/main.yml": "- name: in the role\n  ansible.builtin.debug: {msg: hi}\n"}, "converge")

# Without platforms, and collections
NATIVE = "ansible:\n  executor:\n    args:\n      ansible_playbook: [--inventory=${MOLECULE_SCENARIO_DIRECTORY}/hosts.yml]\n"
HOSTS = "all:\n  hosts:\n    n1: {ansible_connection: local}\n"
case("hosts of an inventory", {
    FILE + "molecule.yml": NATIVE + "scenario:\n  test_sequence: [create, converge, verify, destroy]\n",
    FILE + "hosts.yml": HOSTS, FILE + "converge.yml": CONVERGE, FILE + "verify.yml": play("V", say("v")),
    FILE + "create.yml": play("C", say("c"), "localhost"), FILE + "destroy.yml": play("D", say("d"), "localhost")},
    "test", "list -f plain", "converge", "list -f plain", "destroy", show=STATE)
COLLECTION = {"galaxy.yml": "namespace: acme\nname: tools\nversion: 1.0.0\nauthors: [me]\nreadme: README.md\n", "README.md": "x\n"}


def scenario(name, text="", **files):
    place = f"extensions/molecule/{name}/"
    return {place + "molecule.yml": NATIVE + text, place + "hosts.yml": HOSTS, place + "converge.yml": CONVERGE} | {
        place + name.replace("__", "."): text for name, text in files.items()}


OWNER = scenario(
    "default", "scenario:\n  test_sequence: [create, destroy]\n", create__yml=play("C", say("c"), "localhost"),
    destroy__yml=play("D", say("d"), "localhost"))
case("nested scenarios", COLLECTION | scenario("g/one") | scenario("g/two") | scenario("default"), "list -f plain",
     "create -s g/one", "create -s g/*", "create -s {g,h}/one", "create --all", "create -s g", "create --all -e g/*")
SHARED = "shared_state: true\n"
# Molecule compares each scenario's file with the time that the shared state has of another.
UNCHANGED = [(r"^WARNING .*has been modified since the scenario was created.*\n", "")]
case("shared state", COLLECTION | OWNER | scenario("one", SHARED) | scenario("two", SHARED), "test --all", "test -s one",
     "create -s one", "converge -s one", "list -f plain", "destroy -s one", replace=UNCHANGED)
case("shared state of all", COLLECTION | OWNER | scenario("one") | scenario("two") | {
    "extensions/molecule/config.yml": SHARED}, "test --all", "converge --all", "destroy --all", replace=UNCHANGED)
