"""What benchmarks over ssh share: a network of their own, and an sshd on its loopback with a key, a home and files in one directory."""
import os
import socket
import subprocess
import sys

INSIDE = 'SWIFTPLAY_OWN_NETWORK'


def enter_own_network():
    """Runs the calling program again in a network of its own, where nothing but the loopback is there and what it starts ends with it."""
    if os.environ.pop(INSIDE, None):
        return
    if os.geteuid() != 0:
        sys.exit(f'{sys.argv[0]}: needs root, for a network of its own')
    os.execvpe('unshare', [
        'unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private', 'sh',
        '-c', 'ip link set lo up; exec "$@"', 'sh', sys.executable, os.path.abspath(sys.argv[0]), *sys.argv[1:]],
        dict(os.environ, **{INSIDE: '1'}))


class Server:
    """An sshd that lets root in with the key `userkey` of the directory `room`; its logins have `room/home` as their home.

    `startups` is its MaxStartups; None leaves OpenSSH's default. `address` is what it listens on."""

    def __init__(self, room, startups=200, address='127.0.0.1'):
        for name in ('hostkey', 'userkey'):
            subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', room / name], check=True)
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        (room / 'home').mkdir(exist_ok=True)
        (room / 'sshd').write_text('\n'.join([
            f'Port {self.port}', f'ListenAddress {address}', f'HostKey {room}/hostkey', f'AuthorizedKeysFile {room}/userkey.pub',
            'UsePAM no', 'PidFile none', 'StrictModes no', 'PermitRootLogin yes', 'LogLevel QUIET',
            'Subsystem sftp internal-sftp', 'MaxSessions 100', f'SetEnv HOME={room}/home', '',
            *([] if startups is None else [f'MaxStartups {startups}', ''])]))
        os.makedirs('/run/sshd', exist_ok=True)
        self.process = subprocess.Popen(['/usr/sbin/sshd', '-D', '-f', room / 'sshd'])
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.port)).close()
                break
            except ConnectionRefusedError:
                if self.process.poll() is not None:
                    raise SystemExit('sshd did not start')
        self.variables = (
            f'ansible_host=127.0.0.1 ansible_port={self.port} ansible_user=root '
            f'ansible_ssh_private_key_file={room}/userkey')

    def close(self):
        self.process.kill()
        self.process.wait()
