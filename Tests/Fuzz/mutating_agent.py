#!/usr/bin/env python3
"""An agent whose conversation is changed at random; its own name, `agent-ROUND-NUMBER`, decides how."""
import os
import random
import re
import struct
import sys

mark = re.search(r'swiftplay-[0-9a-z]{6,}', sys.argv[-1])
chance = random.Random(os.path.basename(sys.argv[0]))
source, target = os.fdopen(0, 'rb', buffering=0), 1


def number(value):
    found = b''
    while value >= 128:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def text(value):
    return number(len(value)) + value


def frame(kind, identity, payload):
    return struct.pack('<I', len(payload) + 5) + bytes([kind]) + struct.pack('<I', identity & 0xffffffff) + payload


def value(depth=0):
    kind = chance.choice([0, 1, 2, 3, 5, 6, 6, 6, 7, 8, 9] if depth < 4 else [0, 1, 2, 3, 6])
    if kind == 3:
        return b'\x03' + number(chance.getrandbits(chance.choice([3, 20, 62])))
    if kind == 5:
        return b'\x05' + os.urandom(8)
    if kind == 6:
        return b'\x06' + text(chance.choice([b'', b'x', b'changed', b'\xff\xfe', b'\x1b[2J', b'y' * chance.randrange(3000)]))
    if kind in (7, 8):
        items = [value(depth + 1) for _ in range(chance.randrange(4))]
        return bytes([kind]) + number(len(items)) + b''.join(items)
    return b'\x09' + entries(depth + 1) if kind == 9 else bytes([kind])


def entries(depth=0):
    names = [b'changed', b'failed', b'msg', b'rc', b'stdout', b'results', b'ansible_facts', b'content', b'encoding', b'diff',
             b'_ansible_no_log', b'warnings', b'exception', b'skipped', b'unreachable', b'checksum', b'invocation']
    found = [b'\x06' + text(chance.choice(names)) + value(depth + 1) for _ in range(chance.randrange(6))]
    return number(len(found)) + b''.join(found)


def answer(identity):
    """A few frames as an agent may send them for a request, or for another."""
    found = []
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        about = chance.choice([identity] * 6 + [0, identity + 1, identity - 1, chance.getrandbits(32)])
        kind = chance.choice([2] * 6 + [3, 4, 5, 6, 7, 8, 9, 1, 65, chance.randrange(256)])
        payload = {
            2: entries, 3: lambda: text(chance.choice([b'src', b'content', b'', b'0'])), 5: lambda: b'',
            4: lambda: text(os.urandom(chance.randrange(2000))), 6: lambda: struct.pack('<i', 2) + text(b'open') + text(b'no'),
            1: greeting}.get(kind, lambda: text(os.urandom(chance.randrange(300))))()
        found.append(frame(kind, about, payload))
    return b''.join(found)


def greeting():
    modules = [b'ansible.builtin.' + name for name in (b'ping', b'copy', b'command', b'slurp', b'stat', b'file')]
    taken = [name for name in modules if chance.random() < 0.8]
    return number(4) + struct.pack('<I', 0) + text(b'/tmp') + number(len(taken)) + b''.join(map(text, taken))


def changed(data):
    """The bytes as they were, mostly, or with something wrong in them."""
    data = bytearray(data)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 5])):
        if not data:
            break
        place = chance.randrange(len(data))
        what = chance.randrange(7)
        if what == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            data[place] = chance.choice([0, 1, 127, 128, 255])
        elif what == 2:
            del data[place:place + chance.randrange(1, 9)]
        elif what == 3:
            data[place:place] = os.urandom(chance.randrange(1, 9))
        elif what == 4:
            data[place:place] = data[place:place + chance.randrange(1, 200)]
        elif what == 5:
            data[:4] = struct.pack('<I', chance.choice([0, 4, 5, 1 << 16, 1 << 28, (1 << 32) - 1]))
        else:
            del data[place:]
    return bytes(data)


def send(data):
    while data:
        size = chance.choice([len(data), len(data), 1, 7, 4096])
        os.write(target, data[:size])
        data = data[size:]


def exactly(count):
    data = b''
    while len(data) < count:
        part = source.read(count - len(data))
        if not part:
            sys.exit(0)
        data += part
    return data


try:
    if mark:
        send(mark.group().encode() + b' ready\n')
    send(changed(frame(1, 0, greeting())) if chance.random() < 0.15 else frame(1, 0, greeting()))
    while True:
        length = struct.unpack('<I', exactly(4))[0]
        body = exactly(length)
        if body[0] in (65, 68, 71, 67):
            if chance.random() < 0.06:
                break
            if chance.random() < 0.985:
                send(changed(answer(struct.unpack('<I', body[1:5])[0])))
except OSError:
    pass
