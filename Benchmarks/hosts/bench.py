#!/usr/bin/env python3
"""Many hosts at once through one sshd, each by an address of its own: how many are reached, in what time and memory.

    Benchmarks/hosts/bench.py [--hosts N] [--forks N] [--rounds N] [--busy N] [--work DIR]

Runs in a network of its own with an sshd on its loopback that has OpenSSH's default MaxStartups (10:30:100), so that it
drops most of the connections that come at once. --busy runs as many endless loops beside it. Prints a table in Markdown;
ends with 1 where a host was not reached. Needs root, openssh and a release build (.build/release, or SWIFTPLAY).
"""
import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get('SWIFTPLAY', PROJECT / '.build/release/swiftplay')).resolve()
sys.dont_write_bytecode = True
sys.path.insert(0, str(PROJECT / 'Benchmarks'))
from loopback import Server, enter_own_network  # noqa: E402


def run(room, options):
    server = Server(room, startups=None, address='0.0.0.0')
    loops = [subprocess.Popen(['sh', '-c', 'while :; do :; done']) for _ in range(options.busy)]
    missed = 0
    try:
        environment = {
            'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'HOME': str(room / 'home'), 'LANG': 'C.UTF-8', 'ANSIBLE_NOCOLOR': '1',
            'ANSIBLE_HOST_KEY_CHECKING': 'false'}
        if 'SWIFTPLAY_AGENT' in os.environ:
            environment['SWIFTPLAY_AGENT'] = os.environ['SWIFTPLAY_AGENT']
        (room / 'ansible-playbook').symlink_to(PROGRAM)
        (room / 'hosts').write_text(
            ''.join('host%d ansible_host=127.1.%d.%d\n' % (number, number // 250, number % 250 + 1) for number in range(options.hosts))
            + '[all:vars]\n' + '\n'.join(server.variables.split()[1:]) + '\n')
        (room / 'play.yml').write_text('- hosts: all\n  gather_facts: false\n  tasks:\n    - command: "true"\n')
        print('| hosts | forks | busy loops | reached | unreachable | s | CPU s | peak MiB |\n|---|---|---|---|---|---|---|---|')
        for _ in range(options.rounds):
            began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            process = subprocess.Popen(
                [room / 'ansible-playbook', '-i', 'hosts', 'play.yml', '-f', str(options.forks)], cwd=room, env=environment,
                stdin=subprocess.DEVNULL, stdout=open(room / 'said', 'wb'), stderr=subprocess.STDOUT)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = status
            seconds = time.monotonic() - began
            recap = re.findall(r'ok=(\d+) .*unreachable=(\d+)', (room / 'said').read_text(errors='replace'))
            reached = sum(ok != '0' for ok, _ in recap)
            unreachable = sum(int(count) for _, count in recap)
            missed += options.hosts - reached
            print('| %d | %d | %d | %d | %d | %.1f | %.1f | %d |' % (
                options.hosts, options.forks, options.busy, reached, unreachable, seconds,
                used.ru_utime + used.ru_stime, used.ru_maxrss >> 10), flush=True)
            if unreachable:
                reasons = re.findall(r'"msg": "([^"]*)', (room / 'said').read_text(errors='replace'))
                for reason in sorted(set(reasons))[:5]:
                    print('%d times: %s' % (reasons.count(reason), reason), file=sys.stderr)
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
        server.close()
    return missed


enter_own_network()
parser = argparse.ArgumentParser()
parser.add_argument('--hosts', type=int, default=1000)
parser.add_argument('--forks', type=int, default=500)
parser.add_argument('--rounds', type=int, default=3)
parser.add_argument('--busy', type=int, default=0)
parser.add_argument('--work', default=None)
chosen = parser.parse_args()
place = pathlib.Path(tempfile.mkdtemp(prefix='hosts-', dir=chosen.work))
try:
    sys.exit(1 if run(place, chosen) else 0)
finally:
    shutil.rmtree(place, ignore_errors=True)
