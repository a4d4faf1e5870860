#!/usr/bin/env python3
"""What the journal of a run costs: the same play with a journal, between two runs without.

    Benchmarks/journal/bench.py [--hosts N] [--tasks N] [--rounds N] [--work DIR]

Hosts are names of one sshd on the loopback of a network of its own; each task starts /bin/true. Prints a table in Markdown: the
seconds of a run without a journal, and the ratio of the wall time with one (median and quartiles). Needs root, openssh and a
release build (.build/release, or SWIFTPLAY).
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get('SWIFTPLAY', PROJECT / '.build/release/swiftplay')).resolve()
sys.dont_write_bytecode = True
sys.path.insert(0, str(PROJECT / 'Benchmarks'))
from loopback import Server, enter_own_network  # noqa: E402


def measure(room, options, server):
    """Seconds without a journal, and the ratio with one to that, of each round."""
    (room / 'hosts').write_text(''.join(f'h{number} {server.variables}\n' for number in range(options.hosts)))
    (room / 'play.yml').write_text(
        '- hosts: all\n  gather_facts: false\n  tasks:\n' + '    - command: /bin/true\n' * options.tasks)
    environment = {
        'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'HOME': str(room / 'home'), 'ANSIBLE_HOST_KEY_CHECKING': 'false'}

    def run(journal):
        begun = time.monotonic()
        subprocess.run(
            [PROGRAM, 'play.yml', '-i', 'hosts', '-f', str(options.hosts), journal], cwd=room, env=environment, check=True,
            stdout=subprocess.DEVNULL)
        return time.monotonic() - begun

    run('--journal')
    plain, ratios = [], []
    for _ in range(options.rounds):
        before, with_journal, after = (run(word) for word in ('--no-journal', '--journal', '--no-journal'))
        plain.append((before + after) / 2)
        ratios.append(with_journal / plain[-1])
    return plain, ratios


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--hosts', type=int, default=10)
    parser.add_argument('--tasks', type=int, default=20)
    parser.add_argument('--rounds', type=int, default=25)
    parser.add_argument('--work', type=pathlib.Path, help='a directory for its files, on the disk to measure')
    options = parser.parse_args()
    if options.rounds < 2:
        parser.error('quartiles need two rounds')
    if not PROGRAM.exists():
        raise SystemExit(f'Benchmarks/journal: no {PROGRAM}; run make build first')
    enter_own_network()
    room = pathlib.Path(tempfile.mkdtemp(prefix='journal-cost-', dir=options.work))
    server = None
    try:
        server = Server(room)
        plain, ratios = measure(room, options, server)
    finally:
        if server:
            server.close()
        shutil.rmtree(room)
    low, middle, high = statistics.quantiles(ratios, n=4)
    print('| play | rounds | without a journal | ratio with one | quartiles |\n|---|---:|---:|---:|---:|')
    print(f'| {options.hosts} hosts × {options.tasks} noop tasks over ssh | {options.rounds} | '
          f'{statistics.median(plain):.3f} s | {middle:.3f} | {low:.3f} to {high:.3f} |')


main()
