"""The attacks: each is a function whose docstring is the verdict that is expected, and which fails where it is another."""
import os
import pathlib
import subprocess
import sys
import time

ALL = []
HERE = pathlib.Path(__file__).resolve().parent
ESCAPES = '\\033[2J\\033]0;owned\\007'


def attack(body):
    ALL.append((body.__name__.replace('_', '-'), body))
    return body


def expect(condition, outcome, what=''):
    assert condition, '%s\n%r' % (what or 'not as expected', outcome)


# What data says

PAYLOADS = ['$(touch {proof})', '`touch {proof}`', 'x;touch {proof}', 'x|touch {proof}', 'x&touch {proof}',
            '-oProxyCommand=touch {proof}', "x'$(touch {proof})'", 'x\ntouch {proof}\n', '$(touch${{IFS}}{proof})']


@attack
def hostile_names(room):
    """No name, address, user or port of an inventory runs a command on the controller, whatever ProxyCommand holds."""
    proof = room.path / 'proof'
    import json
    hosts = {}
    for number, payload in enumerate(PAYLOADS):
        text = payload.format(proof=proof)
        for key in ('ansible_host', 'ansible_user', 'ansible_port', 'ansible_ssh_host'):
            hosts['h%d%s' % (number, key)] = {'ansible_host': '127.0.0.1', key: text}
        hosts[text.replace('\n', ' ')] = {}
    room.write('hosts.yml', json.dumps({'all': {'hosts': hosts, 'vars': {
        'ansible_ssh_common_args': '-o ProxyCommand="nc -w 1 %h %p %r %n" -o ConnectTimeout=2'}}}))
    room.play('- ping:')
    outcome = room.run('ansible-playbook -i hosts.yml play.yml -vvv')
    expect(not proof.exists(), outcome, 'a command ran on the controller')
    expect(outcome.status == 4, outcome)


@attack
def options_as_repositories(room):
    """A repository, version or role source that begins with a dash or names a helper runs nothing."""
    proof = room.path / 'proof'
    for task in ("git: {repo: '--upload-pack=touch %s', dest: out}", "git: {repo: 'ext::sh -c touch% %s', dest: out}",
                 "git: {repo: '/nosuch', version: '--upload-pack=touch %s', dest: out}"):
        room.play('- ' + task.replace('%s', str(proof)).replace('dest: out', 'dest: %s/out' % room.path))
        outcome = room.run('ansible-playbook -i localhost, -c local play.yml')
        expect(not proof.exists() and outcome.status == 2, outcome, task)
    room.write('requirements.yml', "- src: 'git+ext::sh -c touch% " + str(proof) + "'\n- src: '--upload-pack=touch " + str(
        proof) + "'\n  scm: git\n")
    outcome = room.run('ansible-galaxy role install -p roles -r requirements.yml')
    expect(not proof.exists() and outcome.status != 0, outcome)


@attack
def facts_choose_no_program(room):
    """A host whose facts name another package manager or interpreter does not choose what the controller runs."""
    room.write('library/lying.py', '#!/usr/bin/python3\nimport json\nprint(json.dumps({"ansible_facts": {'
               '"ansible_pkg_mgr": "command", "pkg_mgr": "command", "ansible_python_interpreter": "/bin/false",'
               '"ansible_connection": "local", "ansible_shell_executable": "/bin/false"}}))\n')
    room.play('- lying:\n- package: {name: "touch %s/proof"}\n  ignore_errors: true\n- command: "true"' % room.path)
    outcome = room.run('ansible-playbook -i localhost, -c local play.yml')
    expect(not room.exists('proof') and outcome.status == 0, outcome)


@attack
def escape_sequences(room):
    """Control characters of hosts, files and inventories are shown as escapes in every output, never obeyed."""
    room.write('library/warner.py', "#!/usr/bin/python3\nimport json\nprint(json.dumps({'warnings': ['\\x1b[2J'],"
               "'deprecations': [{'msg': '\\x1b[2J'}], 'msg': '\\x1b[2J', 'diff': {'before': '\\x1b[2J', 'after': 'b'}}))\n")
    room.play("""
- command: printf '%s'
  register: said
- debug: {msg: item}
  loop: ["{{ said.stdout }}"]
- fail: {msg: "{{ said.stdout }}"}
  ignore_errors: true
- name: named {{ said.stdout }}
  warner:
- copy: {content: "{{ said.stdout }}x", dest: %s/file}
- copy: {content: "{{ said.stdout }}y", dest: %s/file}
- command: sh -c "printf '%s' >&2; exit 1"
  ignore_errors: true
- add_host: {name: "x{{ said.stdout }}"}
- include_tasks: "{{ said.stdout }}.yml"
  ignore_errors: true""" % (ESCAPES, room.path, room.path, ESCAPES))
    for callback in ('default', 'minimal', 'oneline', 'ansible.posix.json', 'tree', 'junit'):
        outcome = room.run('ansible-playbook -i localhost, -c local play.yml --diff -vvv', ANSIBLE_LOG_PATH='log', **(
            {'ANSIBLE_STDOUT_CALLBACK': callback} if callback not in ('tree', 'junit') else
            {'ANSIBLE_CALLBACKS_ENABLED': callback, 'JUNIT_OUTPUT_DIR': 'junit', 'ANSIBLE_CALLBACK_TREE_DIR': 'tree'}))
        for text in (outcome.said, room.text('log')):
            found = [letter for letter in text if ord(letter) < 32 and letter not in '\n\t\r' or 127 <= ord(letter) < 160]
            expect(not found, outcome, '%s passed on %r' % (callback, found[:3]))


# Hostile ends of a connection

def hostile(room, kind):
    """The variables of a host whose sshd runs a hostile agent in place of every command."""
    return room.server('ForceCommand exec %s %s/hostile_agent.py %s' % (sys.executable, HERE, kind))


def beside_a_good_host(room, kind, limit=100, memory=400, statuses=(2, 4)):
    """Runs a play on a hostile and on a good host: the good one must not notice."""
    good = room.server()
    room.hosts('bad ' + hostile(room, kind), 'good ' + good)
    room.play('- ping:\n- command: echo done')
    # What is printed stays small too.
    outcome = room.run('ansible-playbook -i hosts play.yml -T 3 --forks 5', limit)
    expect('good                       : ok=2' in outcome.output, outcome, 'the good host was harmed')
    expect(outcome.status in statuses, outcome, 'the hostile host did not fail')
    expect(outcome.peak < memory, outcome, '%d MB of memory' % outcome.peak)
    expect(len(outcome.said) < 20000, outcome, '%d characters of output' % len(outcome.said))


for kind, verdict in {
        'two-results': 'Two results of one request are no crash: the others finish.',
        'unknown-id': 'Results that nobody asked for are that host\'s failure.',
        'large-result': 'A result of 30 MB that holds millions of entries costs no more memory than its limit.',
        'large-hello': 'A hello of 250 MB is refused at its first bytes.',
        'no-hello': 'Random bytes in place of a hello are that host\'s failure.',
        'deep-result': 'A result nested 100,000 deep is that host\'s failure.',
        'endless': 'Frames without end end that host\'s task.',
        'random': 'Random frames are that host\'s failure.',
        'half': 'An agent that ends in the middle of a frame is that host\'s failure.',
        'noise': 'A login shell that prints without end is given up.',
}.items():
    def body(room, kind=kind):
        # An agent that was ended is started again, and may answer the next request well.
        beside_a_good_host(room, kind, statuses=(0, 2, 4) if kind == 'two-results' else (2, 4))
    body.__doc__ = verdict
    ALL.append(('agent-' + kind, body))


@attack
def agent_escapes(room):
    """Control characters in an agent's own frames are shown as escapes."""
    room.hosts('bad ' + hostile(room, 'escapes'))
    room.play('- command: x\n  register: said\n  ignore_errors: true\n- debug: var=said\n- fail: {msg: "{{ said }}"}')
    outcome = room.run('ansible-playbook -i hosts play.yml -vvv')
    found = [letter for letter in outcome.said if ord(letter) < 32 and letter not in '\n\t' or 127 <= ord(letter) < 160]
    expect(not found, outcome, repr(found[:3]))


@attack
def silent_login_shell(room):
    """A login shell that says nothing is given up by the limit on connecting, and named: unreachable, exit status 4."""
    room.hosts('bad ' + hostile(room, 'silent'))
    outcome = room.run('ansible -i hosts all -m ping -T 2', 100)
    expect(outcome.status == 4 and 'UNREACHABLE' in outcome.output, outcome)
    expect('first words' in outcome.said, outcome, 'the step is not named')


@attack
def mute_agent(room):
    """An agent that starts and stays silent is given up by the limit on connecting, and named."""
    room.hosts('bad ' + hostile(room, 'mute'))
    outcome = room.run('ansible -i hosts all -m ping -T 2', 100)
    expect(outcome.status == 4 and "the agent's first words" in outcome.said, outcome)


@attack
def login_shells_that_run_nothing(room):
    """A host whose login shell is nologin, false or a greeting is unreachable (4), not failed."""
    for command in ('/usr/sbin/nologin', '/bin/false', '/bin/echo hello', 'exit 1'):
        room.hosts('bad ' + room.server('ForceCommand ' + command))
        room.play('- ping:')
        outcome = room.run('ansible-playbook -i hosts play.yml -T 3', 60)
        expect(outcome.status == 4 and 'unreachable=1' in outcome.output, outcome, command)


@attack
def timeout_of_a_stopped_agent(room):
    """`timeout:` ends a task by the controller's clock while the agent is stopped."""
    room.hosts('bad ' + hostile(room, 'stopped'))
    room.play('- ping:\n  timeout: 2')
    outcome = room.run('ansible-playbook -i hosts play.yml', 40)
    expect(outcome.status in (2, 4) and outcome.seconds < 15, outcome)


@attack
def timeout_of_a_fifo(room):
    """`timeout:` ends slurp, fetch, copy and lineinfile that meet a FIFO which gives nothing."""
    room.hosts('here ' + room.server())
    os.mkfifo(room.path / 'fifo')
    for task in ('slurp: {src: %s/fifo}', 'lineinfile: {path: %s/fifo, line: x}', 'fetch: {src: %s/fifo, dest: out}',
                 'copy: {src: %s/fifo, dest: %s/copied, remote_src: true}', 'command: sleep 60'):
        room.play('- %s\n  timeout: 2' % task.replace('%s', str(room.path)))
        outcome = room.run('ansible-playbook -i hosts play.yml', 40)
        expect(outcome.status == 2 and outcome.seconds < 15, outcome, task)


# Damage

def agents(room):
    return [path for root in ('/var/cache/swiftplay', '/root/.cache/swiftplay') for path in pathlib.Path(root).rglob('agent-*')
            if path.is_file()]


@attack
def damaged_agent_on_the_host(room):
    """A damaged agent on a host is noticed before it runs, and replaced."""
    room.hosts('here ' + room.server())
    expect(room.run('ansible -i hosts all -m ping').status == 0, None, 'the first run failed')
    found = agents(room)
    expect(found, None, 'no agent was placed')
    for damage in (b'', b'#!/bin/sh\ntouch %s/proof\n' % str(room.path).encode(), None):
        path = found[0]
        whole = path.read_bytes()
        path.write_bytes(whole[:len(whole) // 2] + b'x' + whole[len(whole) // 2 + 1:] if damage is None else damage)
        outcome = room.run('ansible -i hosts all -m command -a "echo done"')
        expect(outcome.status == 0 and 'done' in outcome.output, outcome)
        expect(not room.exists('proof'), outcome, 'the damaged agent ran')
        expect(path.read_bytes() == whole, outcome, 'the damaged agent stayed')


@attack
def damaged_agent_in_the_cache(room):
    """A damaged copy of the agent in the controller's cache is made anew, and the host gets a whole one."""
    room.hosts('here ' + room.server())
    expect(room.run('ansible -i hosts all -m ping').status == 0, None, 'the first run failed')
    cache = [path for path in (room.path / 'home/.cache/swiftplay').iterdir() if path.is_file()]
    for path in agents(room):
        path.unlink()
    for path in cache:
        content = path.read_bytes()
        path.write_bytes(content[:-40] + b'damaged' + content[-33:])
    outcome = room.run('ansible -i hosts all -m ping -vvv')
    expect(outcome.status == 0 and 'pong' in outcome.output, outcome)
    expect(agents(room), outcome, 'the host works without an agent')


@attack
def leftovers_of_a_killed_agent(room):
    """An agent that is killed in the middle of a task leaves no command and no temporary file behind."""
    room.hosts('here ' + room.server())
    room.write('big', b'x' * (8 << 20))
    room.play('- command: sleep 987\n- copy: {src: big, dest: %s/copied}' % room.path)
    process = room.start('exec ansible-playbook -i hosts play.yml >said 2>&1')
    expect(room.wait(lambda: room.processes_with('sleep 987'), 60), None, 'the command did not start')
    time.sleep(0.5)
    for entry in pathlib.Path('/proc').iterdir():
        if entry.name.isdigit() and '/agent-' in room.command_line(entry).split('\0')[0]:
            os.kill(int(entry.name), 9)
    expect(room.wait(lambda: process.poll() is not None, 60), None, 'the run goes on: ' + room.text('said') + str(
        room.processes_with('agent')) + str(room.processes_with('sleep 987')))
    expect(room.wait(lambda: not room.processes_with('sleep 987')), None, 'the command goes on')
    left = [str(path) for path in room.path.rglob('.ansible_tmp*')]
    expect(not left, None, 'left behind: %s' % left)


@attack
def killed_controller(room):
    """A controller that is killed leaves no command running on its hosts, with an agent and without one."""
    for more in ('', ' ansible_swiftplay_agent=false'):
        room.hosts('here ' + room.server() + more)
        room.play('- command: sleep 986')
        process = room.start('exec ansible-playbook -i hosts play.yml', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        expect(room.wait(lambda: room.processes_with('sleep 986'), 60), None, 'the command did not start')
        process.kill()
        process.wait()
        expect(room.wait(lambda: not room.processes_with('sleep 986')), None, 'the command goes on' + more)


@attack
def interrupt_with_a_background_job(room):
    """Ctrl-C ends a background job that is being polled."""
    room.hosts('here ' + room.server())
    room.play('- command: sleep 985\n  async: 1000\n  poll: 1')
    process = room.start('exec ansible-playbook -i hosts play.yml', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    expect(room.wait(lambda: room.processes_with('sleep 985'), 60), None, 'the job did not start')
    time.sleep(1)
    os.killpg(process.pid, 2)
    process.wait(30)
    expect(room.wait(lambda: not room.processes_with('sleep 985')), None, 'the job goes on')


# Files

@attack
def symbolic_links_of_a_user(room):
    """Root's writes below a user's directory do not follow that user's links to files of root."""
    subprocess.run(['useradd', '-m', '-d', '/home/victim', 'victim'], check=True, stderr=subprocess.DEVNULL)
    secret = room.write('secret', 'root only\n', 0o600)
    home = pathlib.Path('/home/victim')
    key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB' + 'A' * 42
    room.hosts('here ' + room.server())
    room.write('plain.j2', 'x\n')
    try:
        for name, task in {
                '.ssh/authorized_keys': "authorized_key: {user: victim, key: '%s'}" % key,
                '.ssh/known_hosts': "known_hosts: {name: x, key: 'x %s', path: /home/victim/.ssh/known_hosts}" % key,
                '.forward': "template: {src: plain.j2, dest: /home/victim/.forward, owner: victim, follow: false}",
                '.profile': "copy: {content: x, dest: /home/victim/.profile, owner: victim, follow: false}"}.items():
            path = home / name
            path.parent.mkdir(exist_ok=True)
            if path.is_symlink() or path.exists():
                path.unlink()
            path.symlink_to(secret)
            subprocess.run(['chown', '-hR', 'victim', path.parent], check=True)
            room.play('- %s\n  ignore_errors: true' % task)
            outcome = room.run('ansible-playbook -i hosts play.yml')
            state = secret.stat()
            expect(secret.read_text() == 'root only\n' and (state.st_uid, state.st_mode & 0o777) == (0, 0o600), outcome, name)
    finally:
        subprocess.run(['userdel', '-r', 'victim'], stderr=subprocess.DEVNULL)


@attack
def private_files_while_they_are_written(room):
    """A new file with mode 0600 is never readable to others, not even for a moment."""
    room.hosts('here ansible_connection=local')
    (room.path / 'out').mkdir(mode=0o755)
    room.write('template.j2', '{{ 1 + 1 }}\n')
    tasks = []
    for number in range(25):
        place = '%s/out/%d' % (room.path, number)
        tasks += ["- copy: {content: secret, dest: %s-copy, mode: '0600'}" % place,
                  "- template: {src: template.j2, dest: %s-template, mode: '0600'}" % place,
                  "- lineinfile: {path: %s-line, line: secret, create: true, mode: '0600'}" % place,
                  "- blockinfile: {path: %s-block, block: secret, create: true, mode: '0600'}" % place]
    room.play('\n'.join(tasks))
    observer = room.start('exec %s -c "%s"' % (sys.executable, '''
import os
while True:
    for entry in os.scandir('%s/out'):
        try:
            mode = entry.stat(follow_symlinks=False).st_mode & 0o077
        except OSError:
            continue
        if mode:
            open('%s/seen', 'a').write('%%o %%s\\\\n' %% (mode, entry.name))
''' % (room.path, room.path)))
    outcome = room.run('ansible-playbook -i hosts play.yml')
    observer.kill()
    expect(outcome.status == 0, outcome)
    expect(not room.exists('seen'), outcome, room.exists('seen') and room.text('seen')[:300])


@attack
def archives_with_devices(room):
    """A role's archive with devices, FIFOs or ways out of its folder is refused, and nothing is written outside it."""
    import io
    import tarfile
    for kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, 'way', 'absolute', 'link'):
        with tarfile.open(room.path / 'role.tar.gz', 'w:gz') as archive:
            for name, content in {'role/meta/main.yml': b'galaxy_info: {}\n', 'role/tasks/main.yml': b'[]\n'}.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
            entry = tarfile.TarInfo({'way': 'role/../../escaped', 'absolute': str(room.path / 'escaped')}.get(kind, 'role/x'))
            if kind == 'link':
                entry.type, entry.linkname = tarfile.SYMTYPE, str(room.path)
                archive.addfile(entry)
                entry = tarfile.TarInfo('role/x/escaped')
            elif isinstance(kind, bytes):
                entry.type, entry.devmajor, entry.devminor = kind, 1, 3
            archive.addfile(entry, None if isinstance(kind, bytes) else io.BytesIO(b''))
        outcome = room.run('rm -rf roles; ansible-galaxy role install -p roles role.tar.gz')
        expect(not room.exists('escaped') and not room.exists('roles/role/x') or kind == 'link' and not room.exists(
            'escaped'), outcome, str(kind))
        # A leading slash is taken off, as ansible-core does.
        expect(outcome.status != 0 or kind == 'absolute', outcome, str(kind))


# Nothing left

@attack
def full_disk_under_records(room):
    """A full disk under a log, a JUnit file, a tree, a retry file or the output itself is told: the run fails."""
    room.play('- debug: {msg: "{{ \'x\' * 300000 }}"}')
    disk = room.small_disk('full', '64k')
    (disk / 'filling').write_bytes(b'x' * (60 << 10))
    for settings in ({'ANSIBLE_CALLBACKS_ENABLED': 'junit', 'JUNIT_OUTPUT_DIR': 'full/junit'},
                     {'ANSIBLE_CALLBACKS_ENABLED': 'tree', 'ANSIBLE_CALLBACK_TREE_DIR': 'full/tree'},
                     {'ANSIBLE_LOG_PATH': 'full/log'}):
        outcome = room.run('ansible-playbook -i localhost, -c local play.yml', **settings)
        expect(outcome.status != 0 and 'No space left' in outcome.error, outcome, str(settings))
    outcome = room.run('ansible-playbook -i localhost, -c local play.yml >/dev/full')
    expect(outcome.status != 0 and 'No space left' in outcome.error, outcome, 'standard output')
    room.play('- fail:')
    (disk / 'more').write_bytes(b'x' * os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize)
    outcome = room.run('ansible-playbook -i localhost, -c local play.yml', ANSIBLE_RETRY_FILES_ENABLED='1',
                       ANSIBLE_RETRY_FILES_SAVE_PATH=str(disk))
    expect(outcome.status == 2 and 'play.retry' in outcome.said and 'No space left' in outcome.said, outcome, 'retry file')


@attack
def vault_on_a_full_disk(room):
    """`ansible-vault` encrypt, edit and rekey on a full disk leave the old file as it was."""
    disk = room.small_disk('full', '64k')
    room.write('password', 'one')
    room.write('other', 'two')
    plain = disk / 'vars.yml'
    plain.write_text('a: secret\n' * 1500)
    (disk / 'filling').write_bytes(b'x' * (36 << 10))
    outcome = room.run('ansible-vault encrypt --vault-password-file password full/vars.yml')
    expect(outcome.status != 0 and plain.read_text() == 'a: secret\n' * 1500, outcome, 'encrypt')
    (disk / 'filling').unlink()
    plain.write_text('a: secret\n' * 300)
    expect(room.run('ansible-vault encrypt --vault-password-file password full/vars.yml').status == 0, None, 'encrypt')
    sealed = plain.read_bytes()
    (disk / 'filling').write_bytes(b'x' * (44 << 10))
    room.write('editor', '#!/bin/sh\necho "b: %s" >>"$1"\n' % ('x' * 9000), 0o755)
    outcome = room.run('EDITOR=$PWD/editor ansible-vault edit --vault-password-file password full/vars.yml')
    expect(outcome.status != 0 and plain.read_bytes() == sealed, outcome, 'edit')
    (disk / 'rest').write_bytes(b'x' * max(0, os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
    outcome = room.run(
        'ansible-vault rekey --vault-password-file password --new-vault-password-file other full/vars.yml')
    expect(outcome.status != 0 and plain.read_bytes() == sealed, outcome, 'rekey')
    left = [path.name for path in disk.iterdir() if path.name not in ('vars.yml', 'filling', 'rest')]
    expect(not left, None, 'left behind: %s' % left)


@attack
def full_disk_under_a_host(room):
    """copy, template and fetch on a full disk fail with the errno and leave the old file whole."""
    disk = room.small_disk('full', '128k')
    old = disk / 'file'
    old.write_text('old\n')
    room.write('big', b'x' * (400 << 10))
    room.hosts('here ' + room.server())
    for task in ('copy: {src: big, dest: %s/full/file}', 'fetch: {src: %s/big, dest: full/file, flat: true}',
                 'template: {src: big, dest: %s/full/file}', 'command: dd if=big of=full/other bs=1k chdir=%s'):
        room.play('- ' + task.replace('%s', str(room.path)))
        outcome = room.run('ansible-playbook -i hosts play.yml')
        expect(outcome.status == 2 and 'No space left' in outcome.said, outcome, task)
        expect(old.read_text() == 'old\n', outcome, 'the old file is gone: ' + task)
        for path in disk.iterdir():
            if path.name == 'other':
                path.unlink()
        expect([path.name for path in disk.iterdir()] == ['file'], outcome, 'left: %s' % list(disk.iterdir()))


@attack
def a_reader_that_goes_away(room):
    """`| head -1` does not end the run in the middle."""
    room.play('\n'.join('- command: touch %s/done%d' % (room.path, number) for number in range(30)))
    outcome = room.run('ansible-playbook -i localhost, -c local play.yml -v | head -1; exit ${PIPESTATUS[0]}')
    expect(outcome.status == 0 and room.exists('done29'), outcome)


@attack
def limits_of_the_process(room):
    """A limit on file sizes or processes is a clear error with its errno."""
    room.play('- copy: {content: "{{ \'x\' * 100000 }}", dest: %s/file}' % room.path)
    outcome = room.run('ulimit -f 4; ansible-playbook -i localhost, -c local play.yml')
    expect(outcome.status == 2 and 'File too large' in outcome.said, outcome)
    expect(not room.exists('file'), outcome)
    room.play('- command: "true"')
    outcome = room.run(
        'useradd -M limited 2>/dev/null; chmod 777 . home; '
        'setpriv --reuid limited --regid limited --clear-groups prlimit --nproc=1 '
        'ansible-playbook -i localhost, -c local play.yml')
    expect(outcome.status in (1, 2, 4, 250), outcome)
    expect('temporarily unavailable' in outcome.said, outcome)


@attack
def damaged_inventories(room):
    """Inventories, vars and playbooks of random bytes end with an error and its exit status, never by a signal."""
    for number in range(12):
        room.write('hosts', os.urandom(2000))
        room.write('play.yml', os.urandom(2000) if number % 2 else b'- hosts: all\n')
        outcome = room.run('ansible-playbook -i hosts play.yml')
        expect(0 <= outcome.status < 128, outcome)
    for depth in (1000, 100000):
        for text in ('[' * depth, '{a: ' * depth, '- ' * depth, '"{{ ' + '(' * depth + '"'):
            room.write('play.yml', '- hosts: localhost\n  vars:\n    x: ' + text + '\n  tasks: [{debug: {var: x}}]\n')
            outcome = room.run('ansible-playbook -c local play.yml')
            expect(0 <= outcome.status < 128, outcome, text[:5])


# Servers that are slow or full

@attack
def server_with_few_starts(room):
    """60 hosts behind a server that takes three logins at a time (MaxStartups) are all reached, by trying again."""
    variables = room.server('MaxStartups 3:100:3')
    room.hosts(*['h%d %s' % (number, variables) for number in range(60)])
    room.play('- ping:')
    outcome = room.run('ansible-playbook -i hosts play.yml --forks 60', 200)
    expect(outcome.status == 0 and outcome.output.count('unreachable=0') == 60, outcome)


@attack
def slow_login(room):
    """A login that takes 12 seconds (slow PAM) is waited for, though the limit on connecting is 10."""
    pathlib.Path('/etc/pam.d/sshd').write_text(
        'auth required pam_permit.so\naccount required pam_exec.so quiet /bin/sleep 12\nsession required pam_permit.so\n')
    room.hosts('slow ' + room.server('UsePAM yes'))
    outcome = room.run('ansible -i hosts all -m ping -T 10', 60)
    expect(outcome.status == 0 and outcome.seconds > 11, outcome)


@attack
def one_session_a_connection(room):
    """A server with MaxSessions 1 serves tasks as several users all the same."""
    room.hosts('here ' + room.server('MaxSessions 1'))
    room.play('''
- command: id -un
  become: true
  become_method: su
  become_user: "{{ item }}"
  loop: [root, daemon, nobody, root]
  ignore_errors: true
- ping:''')
    outcome = room.run('ansible-playbook -i hosts play.yml')
    expect('unreachable=0' in outcome.output, outcome)


@attack
def language_of_the_controller(room):
    """LANG and LC_* of the controller reach the host as SendEnv of ssh_config says, and not otherwise."""
    room.hosts('here ' + room.server('AcceptEnv LANG LC_*'))
    room.write('home/.ssh/config', 'Host *\n  SendEnv LC_TIME\n', 0o600)
    room.play('- raw: echo "<$LC_TIME$LC_NAME>"\n  register: said\n- debug: var=said.stdout')
    outcome = room.run('ansible-playbook -i hosts play.yml', LC_TIME='de_DE.UTF-8', LC_NAME='fr_FR.UTF-8')
    told = [line for line in outcome.output.splitlines() if '<' in line]
    expect(outcome.status == 0 and any('<de_DE.UTF-8' in line for line in told), outcome)
