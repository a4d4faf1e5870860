"""A proxy that asks nobody: it answers with the request it was sent, and ends with the path /end."""
import http.server
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"{self.command} {self.path}\nHost: {self.headers['Host']}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if self.path.endswith("/end"):
            threading.Thread(target=self.server.shutdown).start()

    def log_message(self, *arguments):
        pass


http.server.HTTPServer(("127.0.0.1", 39181), Handler).serve_forever()
