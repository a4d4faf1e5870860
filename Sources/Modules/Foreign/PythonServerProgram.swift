/// The program that a Python interpreter on the target runs for as long as there are modules for it.
///
/// It reads requests on standard input, runs each module in a fork of itself, and writes what that printed and how it
/// ended to standard output. Code that nearly every module imports is loaded once, before the forks. It runs on every
/// Python 3. Its argument is a private directory, which it removes when its input ends.
///
/// A request is two lengths (four bytes each, little-endian), a JSON header and the bytes of new bundles; an answer is
/// its length, the exit status, the length of what was printed as output, that, and what was printed as error.
public enum PythonServerProgram {
    public static let text = """
        import gc, json, os, select, shutil, signal, struct, sys, time

        class Server:
            def __init__(self, root):
                self.root, self.trees, self.loaded = root, {}, None
                self.input, self.output = os.dup(0), os.dup(1)
                null = os.open(os.devnull, os.O_RDWR)
                os.dup2(null, 0)
                os.dup2(2, 1)
                os.close(null)

            def read(self, count):
                parts = []
                while count:
                    part = os.read(self.input, min(count, 1 << 20))
                    if not part:
                        return None
                    parts.append(part)
                    count -= len(part)
                return b''.join(parts)

            def write(self, data):
                view = memoryview(data)
                while view:
                    view = view[os.write(self.output, view):]

            def serve(self):
                while True:
                    lengths = self.read(8)
                    if lengths is None:
                        return None
                    header, rest = struct.unpack('<II', lengths)
                    header = self.read(header)
                    rest = self.read(rest)
                    if header is None or rest is None:
                        return None
                    request = json.loads(header.decode('utf-8'))
                    place = 0
                    for digest, size in request['bundles']:
                        self.unpack(digest, rest[place:place + size])
                        place += size
                    if self.loaded is None:
                        self.load(request)
                    job = self.fork(request)
                    if job:
                        return job

            def unpack(self, digest, data):
                files, place = [], 0
                while place < len(data):
                    (length,) = struct.unpack_from('<I', data, place)
                    place += 4 + length
                    path = data[place - length:place].decode('utf-8')
                    (length,) = struct.unpack_from('<I', data, place)
                    place += 4 + length
                    target = os.path.join(self.root, digest, path)
                    if not os.path.isdir(os.path.dirname(target)):
                        os.makedirs(os.path.dirname(target))
                    with open(target, 'wb') as file:
                        file.write(data[place - length:place])
                    files.append(path)
                self.trees[digest] = files

            def tree(self, request):
                base, own = request['base'], request['own']
                place = os.path.join(self.root, base[:20] + '-' + own[:20])
                if not os.path.isdir(place):
                    for digest in (base, own):
                        for path in self.trees[digest]:
                            target = os.path.join(place, path)
                            if not os.path.isdir(os.path.dirname(target)):
                                os.makedirs(os.path.dirname(target))
                            if os.path.exists(target):
                                os.unlink(target)
                            os.link(os.path.join(self.root, digest, path), target)
                return place

            def load(self, request):
                self.loaded = os.path.join(self.root, request['base'])
                sys.path.insert(0, self.loaded)
                known = set(sys.modules)
                try:
                    for name in request['preload']:
                        __import__(name)
                except BaseException:
                    for name in set(sys.modules) - known:
                        del sys.modules[name]
                sys.path.remove(self.loaded)
                gc.collect()
                if hasattr(gc, 'freeze'):
                    gc.freeze()

            def fork(self, request):
                place = self.tree(request)
                # Where a module that does not end in order leaves its files.
                scratch = os.path.join(self.root, 'scratch')
                os.mkdir(scratch, 0o700)
                output, error = os.pipe(), os.pipe()
                pid = os.fork()
                if pid == 0:
                    os.dup2(output[1], 1)
                    os.dup2(error[1], 2)
                    for number in output + error + (self.input, self.output):
                        os.close(number)
                    return lambda: self.run(request, place, scratch)
                os.close(output[1])
                os.close(error[1])
                status, printed = self.collect(pid, output[0], error[0])
                shutil.rmtree(scratch, ignore_errors=True)
                code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
                answer = struct.pack('<iI', code, len(printed[0])) + printed[0] + printed[1]
                self.write(struct.pack('<I', len(answer)) + answer)
                return None

            def collect(self, pid, output, error):
                printed, status, quiet = {output: [], error: []}, None, 0
                waiting = [output, error]
                while waiting and quiet < 20:
                    ready = select.select(waiting, [], [], 0.05)[0]
                    for number in ready:
                        data = os.read(number, 1 << 16)
                        if data:
                            printed[number].append(data)
                        else:
                            waiting.remove(number)
                    if status is None and not ready:
                        done, found = os.waitpid(pid, os.WNOHANG)
                        status = found if done else None
                    quiet = quiet + 1 if status is not None and not ready else 0
                os.close(output)
                os.close(error)
                if status is None:
                    status = os.waitpid(pid, 0)[1]
                return status, (b''.join(printed[output]), b''.join(printed[error]))

            def mark(self, tag):
                # By RLIMIT_LOCKS, which the kernel does not look at, what the module starts is known.
                try:
                    import resource
                    if tag:
                        resource.setrlimit(10, (tag, resource.getrlimit(10)[1]))
                except (ImportError, ValueError, OSError):
                    pass

            def limit(self, files):
                if files:
                    import resource
                    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
                    files = min(files, hard) if hard != resource.RLIM_INFINITY else files
                    if files != soft:
                        try:
                            resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
                        except ValueError:
                            pass

            def run(self, request, place, scratch):
                os.environ.update(request['environment'])
                if 'TZ' in request['environment']:
                    time.tzset()
                if request['directory']:
                    try:
                        os.chdir(request['directory'])
                    except OSError:
                        pass
                def moved(path):
                    return place + path[len(self.loaded):] if path.startswith(self.loaded) else path
                # Modules that are loaded already have paths elsewhere; by them ansible-core finds whose code calls it.
                for name, module in list(sys.modules.items()):
                    if name.split('.')[0] != 'ansible':
                        continue
                    if getattr(module, '__path__', None) is not None:
                        module.__path__ = [moved(path) for path in module.__path__]
                    if getattr(module, '__file__', None):
                        module.__file__ = moved(module.__file__)
                    if hasattr(module, '_ANSIBLE_MODULE_BASE_PATH'):
                        base = module._ANSIBLE_MODULE_BASE_PATH
                        module._ANSIBLE_MODULE_BASE_PATH = type(base)(moved(str(base)))
                sys.path.insert(0, place)
                sys.argv = [os.path.join(place, *request['module'].split('.')) + '.py']
                os.environ.pop('SWIFTPLAY_PYTHON', None)
                parameters = json.loads(request['parameters'])
                if not parameters.get('ANSIBLE_MODULE_ARGS', {}).get('_ansible_keep_remote_files'):
                    parameters.get('ANSIBLE_MODULE_ARGS', {})['_ansible_tmpdir'] = scratch
                self.mark(request.get('tag') or 0)
                self.limit(parameters.get('rlimit_nofile') or 0)
                parameters = json.dumps(parameters).encode('utf-8')
                try:
                    from ansible.module_utils._internal._ansiballz import _loader
                except ImportError:
                    import runpy
                    from ansible.module_utils import basic
                    basic._ANSIBLE_ARGS = parameters
                    runpy.run_module(
                        request['module'], init_globals={'_module_fqn': request['module'], '_modlib_path': place},
                        run_name='__main__', alter_sys=True)
                else:
                    _loader.run_module(
                        json_params=parameters, profile=request['profile'], module_fqn=request['module'],
                        modlib_path=place, extensions={})

        if __name__ == '__main__':
            directory = os.path.realpath(os.path.dirname(os.path.abspath(__file__)))
            sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != directory]
            sys.dont_write_bytecode = True
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            job = Server(sys.argv[1]).serve()
            if job:
                job()
            else:
                shutil.rmtree(sys.argv[1], ignore_errors=True)
        """
}
