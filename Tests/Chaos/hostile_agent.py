"""Stands for an agent and breaks its protocol: `hostile_agent.py KIND` is what an sshd runs in place of any command."""
import os
import re
import struct
import sys
import time

kind = sys.argv[1]
command = os.environ.get('SSH_ORIGINAL_COMMAND', '')
mark = re.search(r'swiftplay-[0-9a-z]+', command)
source, target = sys.stdin.buffer, sys.stdout.buffer


def number(value):
    found = b''
    while value >= 128:
        found += bytes([value & 127 | 128])
        value >>= 7
    return found + bytes([value])


def text(value):
    return number(len(value)) + value


def frame(kind, identity, payload):
    body = bytes([kind]) + struct.pack('<I', identity) + payload
    return struct.pack('<I', len(body)) + body


def string(value):
    return b'\x06' + text(value)


def result(identity, **values):
    entries = b''.join(string(key.encode()) + (string(value) if isinstance(value, bytes) else b'\x01')
                       for key, value in values.items())
    return frame(2, identity, number(len(values)) + entries)


def send(data):
    target.write(data)
    target.flush()


def hello(modules=(b'ansible.builtin.ping', b'ansible.builtin.command')):
    return frame(1, 0, number(4) + struct.pack('<I', 0) + text(b'/tmp') + number(len(modules)) + b''.join(map(text, modules)))


def request():
    """The id of the next request."""
    length = struct.unpack('<I', source.read(4))[0]
    body = source.read(length)
    return struct.unpack('<I', body[1:5])[0]


def quiet():
    while True:
        time.sleep(1)


if kind == 'silent':
    quiet()
if kind == 'noise':
    while True:
        send(b'noise without end\n' * 4096)
if mark is None:
    sys.exit(1)
send(mark.group().encode() + b' ready\n')
if kind == 'mute':
    quiet()
elif kind == 'large-hello':
    send(struct.pack('<I', 250 << 20) + b'\x01' + b'\0' * 4)
    while True:
        send(b'x' * (1 << 20))
elif kind == 'no-hello':
    send(os.urandom(4096))
    quiet()
send(hello())
identity = request()
if kind == 'two-results':
    send(result(identity, stdout=b'one', changed=None) * 2)
elif kind == 'unknown-id':
    send(result(identity + 77, stdout=b'one') * 100)
elif kind == 'large-result':
    send(struct.pack('<I', 30 << 20) + b'\x02' + struct.pack('<I', identity) + b'\xff\xff\xff\x0f')
    while True:
        send(b'\x06\x01x\x06\x01y' * 100000)
elif kind == 'deep-result':
    send(frame(2, identity, number(1) + string(b'x') + b'\x07\x01' * 100000 + b'\x00'))
elif kind == 'endless':
    while True:
        send(frame(3, identity, text(b'content')))
elif kind == 'random':
    while True:
        send(frame(2, identity, os.urandom(200)))
elif kind == 'half':
    send(result(identity, stdout=b'one')[:-3])
    sys.exit(0)
elif kind == 'stopped':
    quiet()
elif kind == 'escapes':
    send(result(identity, stdout=b'\x1b[2J\x1b]0;owned\x07', msg=b'a\x1b[31m', stderr=b'\x9b\x31\x6d\xc2\x9b'))
    while True:
        send(result(request(), stdout=b'\x1b[2J'))
quiet()
