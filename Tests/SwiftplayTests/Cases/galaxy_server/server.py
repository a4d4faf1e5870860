"""A Galaxy server of two collections and a role on a free port of loopback, which it prints. It wants the token `s3cret`
and writes the paths that it is asked for to the file of its argument."""
import hashlib
import http.server
import io
import json
import sys
import tarfile


def archive(files):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode='w:gz') as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return stream.getvalue()


def collection(name, version, needed):
    info = dict(namespace='acme', name=name, version=version, dependencies=needed)
    return archive({'MANIFEST.json': json.dumps(dict(collection_info=info, format=1)), 'README.md': name})


ROLE = archive({'role-1.1/meta/main.yml': 'galaxy_info: {}\n', 'role-1.1/tasks/main.yml': '[]\n'})
KNOWN = {
    'tools': {'1.0.0': {}, '1.2.0': {'acme.base': '>=1.0.0,<2.0.0'}, '2.0.0-beta.1': {}},
    'base': {'1.0.0': {}, '1.5.0': {}, '2.0.0': {}},
    'broken': {'1.0.0': {}},
}
ANSWERS = {
    '/api/': dict(available_versions=dict(v1='v1/', v3='v3/')),
    '/api/v1/roles/': dict(results=[dict(
        github_user='acme', github_repo='role', github_branch='main',
        summary_fields=dict(versions=[dict(name='1.0', download_url='/no'), dict(name='1.1.0', download_url='/role.tar.gz')]))]),
}
FILES = {'/role.tar.gz': ROLE}
for name, versions in KNOWN.items():
    base = '/api/v3/collections/acme/%s/versions/' % name
    names = list(versions)
    ANSWERS[base] = dict(data=[dict(version=names[0])], links=dict(next=base + 'more' if len(names) > 1 else None))
    ANSWERS[base + 'more'] = dict(data=[dict(version=version) for version in names[1:]], links=dict(next=None))
    for version, needed in versions.items():
        path = '/download/acme-%s-%s.tar.gz' % (name, version)
        FILES[path] = collection(name, version, needed)
        digest = hashlib.sha256(b'other' if name == 'broken' else FILES[path]).hexdigest()
        ANSWERS['%s%s/' % (base, version)] = dict(
            version=version, download_url=path, artifact=dict(sha256=digest), metadata=dict(dependencies=needed))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition('?')[0]
        with open(sys.argv[1], 'a') as asked:
            asked.write(path + '\n')
        status, body = 404, b'{}'
        if path in FILES:
            status, body = 200, FILES[path]
        elif self.headers.get('Authorization') != 'Token s3cret':
            status = 401
        elif path in ANSWERS:
            status, body = 200, json.dumps(ANSWERS[path]).encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
