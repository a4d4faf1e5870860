#!/usr/bin/env python3
"""Caching HTTP proxy that lets hosts without a route use apt.

Listens inside a network namespace, fetches from the namespace it was started
in, and serves only the mirrors named with --allow. Package files are kept for
good; indexes are revalidated, and served from the cache when the mirror is
out of reach.
"""
import argparse
import ctypes
import hashlib
import http.client
import os
import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

CLONE_NEWNET = 0x40000000
FOREVER = (".deb", ".dsc", ".tar.gz", ".tar.xz", ".tar.bz2")


def listen_socket(netns, host, port):
    libc = ctypes.CDLL(None, use_errno=True)
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    if netns:
        away = os.open(netns, os.O_RDONLY)
        if libc.setns(away, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns", netns)
    sock = socket.create_server((host, port), backlog=128)
    if netns and libc.setns(home, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
    return sock


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    cache, allowed, offline = "", set(), False
    locks, locks_guard = {}, threading.Lock()

    def log_message(self, fmt, *args):
        if self.server.verbose:
            super().log_message(fmt, *args)

    def do_GET(self):
        self.serve()

    def do_HEAD(self):
        self.serve()

    def serve(self):
        url = urlsplit(self.path)
        if url.scheme != "http" or url.hostname not in self.allowed:
            return self.send_error(403, "not an allowed mirror")
        name = hashlib.sha256(self.path.encode()).hexdigest()
        body = os.path.join(self.cache, name)
        with self.locks_guard:
            lock = self.locks.setdefault(name, threading.Lock())
        with lock:
            permanent = url.path.endswith(FOREVER) or "/by-hash/" in url.path
            if not (permanent and os.path.exists(body)):
                try:
                    status, reason = self.fetch(url, body)
                except OSError as err:
                    status, reason = 502, str(err)
                if status not in (200, 304) and not (status == 502 and os.path.exists(body)):
                    return self.send_error(status, reason)
        self.reply(body)

    def fetch(self, url, body):
        if self.offline:
            raise OSError("offline")
        headers = {"User-Agent": self.headers.get("User-Agent", "apt")}
        stamp = body + ".modified"
        if os.path.exists(body) and os.path.exists(stamp):
            with open(stamp) as f:
                headers["If-Modified-Since"] = f.read()
        conn = http.client.HTTPConnection(url.hostname, url.port or 80, timeout=120)
        try:
            conn.request("GET", url.path, headers=headers)
            resp = conn.getresponse()
            if resp.status == 200:
                part = f"{body}.{os.getpid()}.{threading.get_ident()}"
                with open(part, "wb") as f:
                    shutil.copyfileobj(resp, f, 1 << 16)
                if resp.headers["Last-Modified"]:
                    with open(stamp, "w") as f:
                        f.write(resp.headers["Last-Modified"])
                os.replace(part, body)
            return resp.status, resp.reason
        except http.client.HTTPException as err:
            raise OSError(str(err)) from err
        finally:
            conn.close()

    def reply(self, body):
        modified = None
        if os.path.exists(body + ".modified"):
            with open(body + ".modified") as f:
                modified = f.read()
        if modified and self.headers.get("If-Modified-Since") == modified:
            self.send_response(304)
            self.end_headers()
            return
        with open(body, "rb") as f:
            size, start = os.fstat(f.fileno()).st_size, 0
            wanted = self.headers.get("Range", "")
            if wanted.startswith("bytes=") and wanted.endswith("-"):
                start = min(int(wanted[6:-1] or 0), size)
            if start and start == size:
                self.send_response(416)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(size - start))
            if start:
                self.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
            if modified:
                self.send_header("Last-Modified", modified)
            self.end_headers()
            if self.command == "GET":
                f.seek(start)
                shutil.copyfileobj(f, self.wfile, 1 << 16)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--netns", help="namespace file to listen in")
    ap.add_argument("--listen", default="127.0.0.1:3142")
    ap.add_argument("--cache", required=True)
    ap.add_argument("--allow", action="append", required=True, metavar="HOST")
    ap.add_argument("--offline", action="store_true", help="serve from the cache only")
    ap.add_argument("--verbose", action="store_true")
    args = ap.parse_args()
    os.makedirs(args.cache, exist_ok=True)
    Proxy.cache, Proxy.allowed, Proxy.offline = args.cache, set(args.allow), args.offline
    host, port = args.listen.rsplit(":", 1)
    sock = listen_socket(args.netns, host, int(port))
    server = ThreadingHTTPServer((host, int(port)), Proxy, bind_and_activate=False)
    server.socket.close()
    server.socket = sock
    server.verbose = args.verbose
    server.serve_forever()


if __name__ == "__main__":
    main()
