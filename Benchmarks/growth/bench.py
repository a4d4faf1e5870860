#!/usr/bin/env python3
"""Whether work grows as its input does: each case with some input, with twice and with four times as much.

    Benchmarks/growth/bench.py [--scale F] [--limit R] [--most S] [--work DIR] [CASE…]

Prints a table in Markdown: CPU seconds (user and system, the lower of two runs) beyond those of a run with nothing to do,
how often as much the last step takes as the one before, and the peak of resident memory at the largest. Linear work takes
twice as much. Ends with 1 where a step takes more than R times as much (2.6), or a run fails or takes more than S seconds
(120). All cases together take about three minutes without other load. Needs a release build
(.build/release, or SWIFTPLAY); it runs on this machine alone and opens no connection.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get('SWIFTPLAY', PROJECT / '.build/release/swiftplay')).resolve()
CASES = {}


def case(size):
    """A function that writes play.yml and what it needs for an input of some size."""
    def add(function):
        CASES[function.__name__] = (function, size)
        return function
    return add


def play(tasks, hosts='all', more=''):
    body = ''.join('    %s\n' % line for line in tasks.splitlines())
    pathlib.Path('play.yml').write_text('- hosts: %s\n  gather_facts: false\n%s  tasks:\n%s' % (hosts, more, body))


def hosts(count, more=''):
    pathlib.Path('hosts').write_text(''.join('host%d ansible_connection=local %s\n' % (n, more) for n in range(count)))


@case(200)
def include_tasks_in_a_loop_over_10_hosts(size):
    hosts(10)
    pathlib.Path('one.yml').write_text('- set_fact: {seen: "{{ item }}"}\n')
    play('- include_tasks: one.yml\n  loop: "{{ range(%d) | list }}"' % size)


@case(50)
def include_role_in_a_loop_over_10_hosts(size):
    hosts(10)
    pathlib.Path('roles/one/tasks').mkdir(parents=True, exist_ok=True)
    pathlib.Path('roles/one/tasks/main.yml').write_text('- set_fact: {seen: "{{ item }}"}\n')
    play('- include_role: {name: one}\n  loop: "{{ range(%d) | list }}"' % size)


@case(200)
def include_tasks_over_hosts(size):
    hosts(size)
    pathlib.Path('one.yml').write_text('- set_fact: {seen: "{{ inventory_hostname }}"}\n' * 5)
    play('- include_tasks: one.yml')


@case(200)
def include_tasks_by_a_name_of_each_host(size):
    hosts(size)
    for number in range(size):
        pathlib.Path('host%d.yml' % number).write_text('- set_fact: {seen: 1}\n')
    play('- include_tasks: "{{ inventory_hostname }}.yml"')


@case(200)
def validated_arguments_with_secrets_over_hosts(size):
    hosts(size)
    pathlib.Path('roles/one/tasks').mkdir(parents=True, exist_ok=True)
    pathlib.Path('roles/one/meta').mkdir(parents=True, exist_ok=True)
    pathlib.Path('roles/one/tasks/main.yml').write_text('- set_fact: {seen: 1}\n')
    pathlib.Path('roles/one/meta/argument_specs.yml').write_text(
        'argument_specs:\n  main:\n    options:\n' + ''.join(
            '      secret%d: {type: str, no_log: true}\n' % n for n in range(5)))
    values = ''.join('        secret%d: "hidden-%d-{{ inventory_hostname }}"\n' % (n, n) for n in range(5))
    pathlib.Path('play.yml').write_text('- hosts: all\n  gather_facts: false\n  roles:\n    - role: one\n      vars:\n' + values)


@case(1000)
def items_of_a_loop(size):
    hosts(1)
    play('- set_fact: {seen: "{{ item }}"}\n  loop: "{{ range(%d) | list }}"\n  register: all\n- set_fact: {last: "{{ all.results | length }}"}' % size)


@case(150)
def hosts_that_are_added(size):
    hosts(1)
    play('- add_host: {name: "new{{ item }}", groups: "g{{ item %% 7 }}"}\n  loop: "{{ range(%d) | list }}"' % size)


@case(200)
def groups_by_facts(size):
    hosts(size)
    play('- group_by: {key: "g{{ inventory_hostname[-1] }}"}')


@case(200)
def variables_of_all_hosts(size):
    hosts(size, 'x=1')
    play('- set_fact: {sum: "{{ groups.all | map(\'extract\', hostvars, \'x\') | map(\'int\') | sum }}"}\n  run_once: true')


@case(200)
def handlers_that_are_notified(size):
    hosts(1)
    tasks = '- command: "true"\n  changed_when: true\n  notify: [%s]\n' % ', '.join('h%d' % n for n in range(size))
    play(tasks)
    with open('play.yml', 'a') as file:
        file.write('  handlers:\n' + ''.join('    - {name: h%d, set_fact: {seen: 1}}\n' % n for n in range(size)))


@case(500)
def tasks_of_a_play(size):
    hosts(1)
    play('- set_fact: {seen: 1}\n' * size)


@case(50)
def nested_blocks(size):
    hosts(1)
    play(''.join('- block:\n    - set_fact: {seen: 1}\n  rescue:\n    - set_fact: {seen: 2}\n' for _ in range(size)))


@case(150_000)
def nodes_of_a_vars_file(size):
    hosts(1)
    pathlib.Path('vars.yml').write_text('values:\n' + ''.join('  - value%d\n' % n for n in range(size)))
    play('- set_fact: {seen: "{{ values | length }}"}', more='  vars_files: [vars.yml]\n')


@case(4_000)
def hosts_of_a_yaml_inventory_with_50_variables(size):
    variables = ''.join('        v%d: %d\n' % (n, n) for n in range(50))
    with open('hosts', 'w') as file:
        file.write('all:\n  hosts:\n')
        for number in range(size):
            file.write('    host%d:\n%s' % (number, variables.replace('        ', '      ')))
    os.replace('hosts', 'hosts.yml')
    pathlib.Path('hosts').symlink_to('hosts.yml')
    play('- set_fact: {seen: 1}', hosts='host1')


@case(6_000)
def hosts_of_an_ini_inventory(size):
    hosts(size, 'a=1 b=2 c=3')
    play('- set_fact: {seen: 1}', hosts='host1')


@case(6_000)
def lines_of_a_template(size):
    hosts(1)
    pathlib.Path('lines.j2').write_text('{%% for n in range(%d) %%}line {{ n }} of {{ inventory_hostname }}\n{%% endfor %%}' % size)
    play('- set_fact: {seen: "{{ lookup(\'template\', \'lines.j2\') | length }}"}')


@case(2 << 20)
def bytes_of_output(size):
    hosts(1)
    play('- shell: yes some words of a line | head -c %d\n  register: printed\n- set_fact: {seen: "{{ printed.stdout_lines | length }}"}' % size)


def seconds(room, environment, most):
    """CPU seconds and MiB of a run; the lower of two. A run that takes more than `most` seconds is ended."""
    results = []
    for _ in range(2):
        process = subprocess.Popen(
            [room / 'ansible-playbook', '-i', 'hosts', 'play.yml', '-f', '50'], env=environment, stdin=subprocess.DEVNULL,
            stdout=open(room / 'said', 'wb'), stderr=subprocess.STDOUT)
        watch = threading.Timer(most, process.kill)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        late = not watch.is_alive()
        watch.cancel()
        process.returncode = status
        if late:
            raise RuntimeError('took more than %d s' % most)
        if status:
            raise RuntimeError('ended with %d: %s' % (status, (room / 'said').read_text(errors='replace')[-400:]))
        results.append((used.ru_utime + used.ru_stime, used.ru_maxrss >> 10))
    return min(results)


def main(room, options):
    environment = {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'HOME': str(room), 'LANG': 'C.UTF-8', 'ANSIBLE_NOCOLOR': '1'}
    (room / 'ansible-playbook').symlink_to(PROGRAM)
    failed = 0

    def measure(write, size):
        folder = pathlib.Path(tempfile.mkdtemp(dir=room))
        os.chdir(folder)
        write(size)
        try:
            return seconds(room, environment, options.most)
        finally:
            os.chdir(room)
            shutil.rmtree(folder)

    def nothing(_):
        hosts(1)
        play('- set_fact: {seen: 1}')

    start, _ = measure(nothing, 0)
    print('| case | largest | CPU s, in steps | last step | MiB |\n|---|---|---|---|---|')
    for name in options.cases or CASES:
        write, size = CASES[name]
        size = max(1, int(size * options.scale))
        try:
            steps = [measure(write, size << step) for step in range(3)]
        except RuntimeError as error:
            failed += 1
            print('| %s | %d | %s | | |' % (name.replace('_', ' '), size << 2, error), flush=True)
            continue
        times = [max(0.01, time - start) for time, _ in steps]
        ratio = times[2] / times[1]
        # Below a fiftieth of a second nothing can be said.
        failed += ratio > options.limit and times[2] > 0.1
        print('| %s | %d | %s | × %.2f | %d |' % (
            name.replace('_', ' '), size << 2, ', '.join('%.2f' % time for time in times), ratio, steps[2][1]), flush=True)
    return failed


parser = argparse.ArgumentParser()
parser.add_argument('--scale', type=float, default=1)
parser.add_argument('--limit', type=float, default=2.6)
parser.add_argument('--most', type=float, default=120)
parser.add_argument('--work', default=None)
parser.add_argument('cases', nargs='*', metavar='CASE', help=', '.join(CASES))
chosen = parser.parse_args()
place = pathlib.Path(tempfile.mkdtemp(prefix='growth-', dir=chosen.work))
try:
    sys.exit(1 if main(place, chosen) else 0)
finally:
    os.chdir('/')
    shutil.rmtree(place, ignore_errors=True)
