#!/usr/bin/python3
"""proxmox.py DIRECTORY: a stand-in for the API of Proxmox on a port of its own, named in DIRECTORY/port, until DIRECTORY is gone.

Machines are kept in memory, every change is a line of DIRECTORY/log."""
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse


class Proxmox(http.server.BaseHTTPRequestHandler):
    """As much of Proxmox' API as machines need, kept in `machines`; every change is recorded in `told`."""
    machines, told = {}, []

    def log_message(self, *_):
        pass

    def handle_any(self):
        path = urllib.parse.urlparse(self.path).path.removeprefix("/api2/json/nodes/pve/")
        body = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()))
        if self.headers.get("Authorization") != "PVEAPIToken=deploy@pve!lab=token-of-no-value":
            return self.answer(401, None)
        if self.command != "GET":
            self.told.append(f"{self.command} {path}")
        parts = path.split("/")
        machine = self.machines.get(int(parts[1])) if len(parts) > 1 and parts[1].isdigit() else None
        if path == "qemu":
            return self.answer(200, [{"vmid": number, "name": m["name"], "status": m["status"]} for number, m in self.machines.items()])
        if path.endswith("/clone"):
            self.machines[int(body["newid"])] = {"name": body["name"], "status": "stopped", "config": {}}
            return self.answer(200, "UPID:pve:1")
        if parts[0] == "tasks":
            return self.answer(200, {"status": "stopped", "exitstatus": "OK"})
        if path.endswith("/config") and self.command == "PUT":
            # As Proxmox keeps them: tags in order, the network card with its hardware address.
            if "tags" in body:
                body["tags"] = ";".join(sorted(body["tags"].split(";")))
            if body.get("net0", "").startswith("virtio,"):
                body["net0"] = body["net0"].replace("virtio", "virtio=BC:24:11:00:00:01", 1)
            machine["config"] |= body
        elif path.endswith("/config"):
            return self.answer(200, machine["config"])
        elif "/status/st" in path:
            machine["status"] = {"start": "running", "stop": "stopped"}[parts[3]]
        elif path.endswith("/current"):
            return self.answer(200, {"status": machine["status"]})
        elif self.command == "DELETE":
            del self.machines[int(parts[1])]
        return self.answer(200, None)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def answer(self, status, data):
        text = json.dumps({"data": data}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def main():
    directory = pathlib.Path(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxmox)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (directory / "port.new").write_text(str(server.server_port))
    (directory / "port.new").rename(directory / "port")
    while directory.exists():
        (directory / "log").write_text("".join(line + "\n" for line in Proxmox.told))
        time.sleep(0.2)


if __name__ == "__main__":
    main()
