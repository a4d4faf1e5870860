"""Where an attack takes place: a folder, a home, the names of the commands, an sshd when one is wanted."""
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get('SWIFTPLAY', PROJECT / '.build/release/swiftplay')).resolve()
NAMES = ('ansible', 'ansible-playbook', 'ansible-vault', 'ansible-galaxy', 'ansible-inventory')


class Outcome:
    def __init__(self, status, output, error, seconds, peak):
        self.status, self.output, self.error, self.seconds, self.peak = status, output, error, seconds, peak

    @property
    def said(self):
        return self.output + self.error

    def __repr__(self):
        return 'exit status %s after %.1f s\n%s' % (self.status, self.seconds, self.said[-1500:])


class Room:
    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix='attack-'))
        self.path.chmod(0o755)
        (self.path / 'bin').mkdir()
        (self.path / 'home').mkdir(mode=0o755)
        for name in NAMES:
            (self.path / 'bin' / name).symlink_to(PROGRAM)
        self.processes, self.mounts = [], []
        self.environment = {
            'PATH': '%s/bin:/usr/sbin:/usr/bin:/sbin:/bin' % self.path, 'HOME': str(self.path / 'home'), 'LANG': 'C.UTF-8',
            'ANSIBLE_NOCOLOR': '1', 'ANSIBLE_LOCALHOST_WARNING': 'false', 'ANSIBLE_HOST_KEY_CHECKING': 'false'}
        for name in ('SWIFTPLAY_AGENT',):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def write(self, name, text, mode=0o644):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text) if isinstance(text, str) else path.write_bytes(text)
        path.chmod(mode)
        return path

    def play(self, tasks, hosts='all', keywords=''):
        return self.write('play.yml', '- hosts: %s\n  gather_facts: false\n%s  tasks:\n%s\n' % (
            hosts, ''.join('  %s\n' % line for line in keywords.splitlines()),
            '\n'.join('    ' + line for line in tasks.splitlines())))

    def start(self, script, **more):
        """Starts a shell's script and leaves it running."""
        process = subprocess.Popen(
            ['bash', '-c', script], cwd=self.path, env=dict(self.environment, **more.pop('env', {})),
            stdin=subprocess.DEVNULL, start_new_session=True, **more)
        self.processes.append(process)
        return process

    def run(self, script, limit=120, **environment):
        """What became of a shell's script; one that takes longer than `limit` seconds is ended and told."""
        began = time.monotonic()
        with open(self.path / '.out', 'wb') as output, open(self.path / '.err', 'wb') as error:
            process = self.start(script, env=environment, stdout=output, stderr=error)
            peak = 0
            while process.poll() is None and time.monotonic() - began < limit:
                peak = max(peak, self._memory(process.pid))
                time.sleep(0.02)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                raise AssertionError('it did not end in %d seconds: %s\n%s' % (
                    limit, script, (self.path / '.out').read_text(errors='replace')[-800:]))
        texts = [(self.path / name).read_text(errors='replace') for name in ('.out', '.err')]
        return Outcome(process.returncode, *texts, time.monotonic() - began, peak)

    @staticmethod
    def _memory(leader):
        """The memory in MB of the program among the processes of a session."""
        total = 0
        for entry in pathlib.Path('/proc').iterdir():
            if not entry.name.isdigit():
                continue
            try:
                if os.getsid(int(entry.name)) != leader or os.readlink(entry / 'exe') != str(PROGRAM):
                    continue
                for line in (entry / 'status').read_text().splitlines():
                    if line.startswith('VmRSS:'):
                        total = max(total, int(line.split()[1]) // 1024)
            except OSError:
                pass
        return total

    def server(self, options=''):
        """An sshd with a key of this room; gives the variables of a host that reaches it."""
        shell = 'ssh-keygen -q -t ed25519 -N "" -f %s'
        for name in ('hostkey', 'userkey'):
            if not (self.path / name).exists():
                subprocess.run(shell % (self.path / name), shell=True, check=True, stdin=subprocess.DEVNULL)
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            port = free.getsockname()[1]
        shutil.copy(self.path / 'userkey.pub', self.path / 'authorized')
        os.makedirs('/run/sshd', exist_ok=True)
        configuration = self.write('sshd-%d' % port, '\n'.join([
            options, 'Port %d' % port, 'ListenAddress 127.0.0.1', 'HostKey %s/hostkey' % self.path, 'UsePAM no',
            'AuthorizedKeysFile %s/authorized' % self.path, 'PidFile none', 'StrictModes no', 'LogLevel QUIET',
            'PermitRootLogin yes', 'MaxStartups 1000', 'SetEnv HOME=%s/home XDG_CACHE_HOME=%s/cache' % (self.path, self.path)]))
        self.start('exec /usr/sbin/sshd -D -f %s' % configuration, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(('127.0.0.1', port)) == 0:
                    break
            time.sleep(0.02)
        return 'ansible_host=127.0.0.1 ansible_port=%d ansible_user=%s ansible_ssh_private_key_file=%s/userkey' % (
            port, pwd.getpwuid(os.geteuid()).pw_name, self.path)

    def hosts(self, *lines):
        return self.write('hosts', '\n'.join(lines) + '\n')

    def small_disk(self, name, size='256k'):
        """A folder on a file system of `size`."""
        folder = self.path / name
        folder.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=' + size, 'tmpfs', folder], check=True)
        self.mounts.append(folder)
        return folder

    def exists(self, name):
        return (self.path / name).exists()

    def text(self, name):
        return (self.path / name).read_text()

    @staticmethod
    def command_line(entry):
        """The arguments of a process of /proc, with a null byte behind each; empty where it has gone."""
        try:
            return (entry / 'cmdline').read_bytes().decode(errors='replace')
        except OSError:
            return ''

    @classmethod
    def processes_with(cls, word):
        """The command lines of processes that hold a word, but this one's."""
        lines = [cls.command_line(entry).replace('\0', ' ') for entry in pathlib.Path('/proc').iterdir()
                 if entry.name.isdigit() and int(entry.name) != os.getpid()]
        return [line for line in lines if word in line]

    def wait(self, condition, limit=10):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.05)
        return False

    def close(self):
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        for folder in self.mounts:
            subprocess.run(['umount', '-l', folder])
        shutil.rmtree(self.path, ignore_errors=True)
