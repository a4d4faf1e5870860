#!/usr/bin/env python3
"""What large files, large outputs and waiting for the disk cost, beside scp and ssh on the same sshd.

    Benchmarks/files/bench.py [--size MB] [--output MB] [--rounds N] [--work DIR]

Runs in a network of its own with an sshd on its loopback. Prints a table in Markdown: seconds (the best of the rounds), the
rate beside the peer's, and the peak of resident memory of the command and of its agent. Needs root, openssh and a release
build (.build/release, or SWIFTPLAY).
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get('SWIFTPLAY', PROJECT / '.build/release/swiftplay')).resolve()
sys.dont_write_bytecode = True
sys.path.insert(0, str(PROJECT / 'Benchmarks'))
from loopback import Server, enter_own_network  # noqa: E402


def resident(leader):
    """The highest resident MiB so far of the command and of its agents in a session or below an sshd's."""
    found = {'command': 0, 'agent': 0}
    for entry in pathlib.Path('/proc').iterdir():
        if not entry.name.isdigit():
            continue
        try:
            program = os.readlink(entry / 'exe')
            high = [line for line in (entry / 'status').read_text().splitlines() if line.startswith('VmHWM')]
        except OSError:
            continue
        size = int(high[0].split()[1]) >> 10 if high else 0
        if program == str(PROGRAM) and os.getsid(int(entry.name)) == leader:
            found['command'] = max(found['command'], size)
        elif '/agent-' in program:
            found['agent'] = max(found['agent'], size)
    return found


class Bench:
    def __init__(self, room, options):
        self.room, self.options = room, options
        self.environment = {
            'PATH': '%s/bin:/usr/sbin:/usr/bin:/sbin:/bin' % room, 'HOME': str(room / 'home'), 'LANG': 'C.UTF-8',
            'ANSIBLE_NOCOLOR': '1', 'ANSIBLE_HOST_KEY_CHECKING': 'false'}
        if 'SWIFTPLAY_AGENT' in os.environ:
            self.environment['SWIFTPLAY_AGENT'] = os.environ['SWIFTPLAY_AGENT']
        (room / 'bin').mkdir()
        (room / 'bin/ansible-playbook').symlink_to(PROGRAM)
        self.server = Server(room)
        self.port = self.server.port
        (room / 'hosts').write_text('here %s\n' % self.server.variables)
        self.ssh = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=QUIET -i %s/userkey' % room
        self.rows = []

    def close(self):
        self.server.close()

    def once(self, command, environment):
        began = time.monotonic()
        process = subprocess.Popen(
            ['bash', '-c', command], cwd=self.room, env=dict(self.environment, **environment), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=open(self.room / 'said', 'wb'), stderr=subprocess.STDOUT)
        peak = {'command': 0, 'agent': 0}
        done = threading.Event()

        def watch():
            while not done.wait(0.05):
                for name, size in resident(process.pid).items():
                    peak[name] = max(peak[name], size)
        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()
        seconds = time.monotonic() - began
        done.set()
        watcher.join()
        if status != 0:
            sys.exit('%s\nended with %d: %s' % (command, status, (self.room / 'said').read_text(errors='replace')[-2000:]))
        return seconds, peak

    def measure(self, command, before='true', **environment):
        """The best time of the rounds, and the highest memory of any."""
        times, peaks = [], {'command': 0, 'agent': 0}
        for _ in range(self.options.rounds):
            subprocess.run(['bash', '-c', before], cwd=self.room, check=True)
            seconds, peak = self.once(command, environment)
            times.append(seconds)
            peaks = {name: max(size, peak[name]) for name, size in peaks.items()}
        return min(times), peaks

    def play(self, name, tasks):
        (self.room / name).write_text('- hosts: all\n  gather_facts: false\n  tasks:\n' + ''.join(
            '    %s\n' % line for line in tasks.splitlines()))
        return 'exec ansible-playbook -i hosts ' + name

    def row(self, what, measured, peer=None, peak=None):
        ratio = '%.2f' % (peer / measured) if peer else ''
        told = '%d / %d' % (peak['command'], peak['agent']) if peak else ''
        self.rows.append('| %s | %.2f | %s | %s |' % (what, measured, ratio, told))
        print(self.rows[-1], flush=True)


def run(room, options):
    bench = Bench(room, options)
    try:
        print('| what | s | × peer\'s rate | MiB, command / agent |\n|---|---|---|---|', flush=True)
        with open(room / 'big', 'wb') as big:
            for _ in range(options.size):
                big.write(os.urandom(1 << 20))
        warm = bench.play('warm.yml', '- ping:')
        bench.measure(warm)
        start, _ = bench.measure(warm)
        bench.row('a play that does nothing', start)
        copy = bench.play('copy.yml', '- copy: {src: %s/big, dest: %s/there}' % (room, room))
        peer, _ = bench.measure('exec scp %s -P %d big root@127.0.0.1:%s/there' % (bench.ssh, bench.port, room), 'rm -f there; sync')
        bench.row('scp, %d MiB to the host' % options.size, peer)
        for name, durable in (('', '1'), (', durable_writes off', '0')):
            seconds, peak = bench.measure(copy, 'rm -f there; sync', SWIFTPLAY_DURABLE_WRITES=durable)
            bench.row('copy, %d MiB%s' % (options.size, name), seconds, peer, peak)
        seconds, peak = bench.measure(copy)
        bench.row('copy again, nothing changes', seconds, None, peak)
        fetch = bench.play('fetch.yml', '- fetch: {src: %s/big, dest: %s/here, flat: true}' % (room, room))
        peer, _ = bench.measure('exec scp %s -P %d root@127.0.0.1:%s/big here' % (bench.ssh, bench.port, room), 'rm -f here; sync')
        bench.row('scp, %d MiB from the host' % options.size, peer)
        seconds, peak = bench.measure(fetch, 'rm -f here; sync')
        bench.row('fetch, %d MiB' % options.size, seconds, peer, peak)
        print_all = 'head -c %d /dev/zero | tr "\\0" x' % (options.output << 20)
        peer, _ = bench.measure("exec ssh %s -p %d root@127.0.0.1 '%s' >/dev/null" % (bench.ssh, bench.port, print_all))
        bench.row('ssh, a command that prints %d MiB' % options.output, peer)
        shell = bench.play('shell.yml', '- shell: |\n    %s' % print_all)
        seconds, peak = bench.measure(shell)
        bench.row('shell, the same', seconds, peer, peak)
        print_lines = "yes 'the quick brown fox jumps over the lazy dog, and then over 63 more' | head -c %d" % (options.output << 20)
        peer, _ = bench.measure('exec ssh %s -p %d root@127.0.0.1 "%s" >/dev/null' % (bench.ssh, bench.port, print_lines))
        bench.row('ssh, a command that prints %d MiB in lines' % options.output, peer)
        seconds, peak = bench.measure(bench.play('lines.yml', '- shell: |\n    %s' % print_lines))
        bench.row('shell, the same', seconds, peer, peak)
        many = bench.play('many.yml', '- copy: {content: "{{ item }}", dest: "%s/many-{{ item }}"}\n  loop: "{{ range(500) | list }}"' % room)
        for name, durable in (('500 small files by copy', '1'), ('the same, durable_writes off', '0')):
            seconds, peak = bench.measure(many, 'rm -f many-*; sync', SWIFTPLAY_DURABLE_WRITES=durable)
            bench.row(name, seconds, None, peak)
    finally:
        bench.close()


enter_own_network()
parser = argparse.ArgumentParser()
parser.add_argument('--size', type=int, default=1024)
parser.add_argument('--output', type=int, default=200)
parser.add_argument('--rounds', type=int, default=3)
parser.add_argument('--work', default=None)
chosen = parser.parse_args()
place = pathlib.Path(tempfile.mkdtemp(prefix='files-', dir=chosen.work))
try:
    run(place, chosen)
finally:
    shutil.rmtree(place, ignore_errors=True)
