#!/usr/bin/env python3
"""balancer.py ADDRESS:PORT BACKEND:PORT...: what is in front of several API servers. Each connection goes to the next backend that
answers."""
import asyncio
import itertools
import sys


def split(text):
    host, _, port = text.rpartition(":")
    return host, int(port)


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def main(listen, backends):
    turn = itertools.cycle(backends)

    async def serve(reader, writer):
        for _ in backends:
            try:
                upstream = await asyncio.wait_for(asyncio.open_connection(*next(turn)), 1)
            except (OSError, asyncio.TimeoutError):
                continue
            await asyncio.gather(pump(reader, upstream[1]), pump(upstream[0], writer))
            return
        writer.close()

    server = await asyncio.start_server(serve, *listen)
    await server.serve_forever()


asyncio.run(main(split(sys.argv[1]), [split(text) for text in sys.argv[2:]]))
