/// The program that runs plugins written in Python, on the controller, for as long as the run lasts.
///
/// It reads requests on standard input (the length of a JSON text in four bytes, little-endian, and the text) and
/// answers each in the same form. Plugins import what they need of ansible-core where that is installed; where it is
/// not, ``PythonStandIns`` take its place.
enum PythonPluginProgram {
    static let text = [
        imports, PythonStandIns.text, PythonLibraryStandIns.text, collections, PythonTaskObjects.text,
        PythonHostObjects.text, PythonPlayObjects.text,
        PythonCommandLineProgram.text, PythonCallbackProgram.text,
        PythonInventoryProgram.text,
        PythonConnectionProgram.text, PythonStoreProgram.text, PythonActionProgram.text, host,
        values, main,
    ].joined(
        separator: "\n\n")

    private static let imports = """
        import base64, importlib.util, inspect, json, os, queue, shlex, struct, sys, tempfile, threading, types, uuid
        """

    /// Finds Python packages of collections.
    private static let collections = """
        class Collections:
            def __init__(self, roots):
                self.roots = roots

            def find_spec(self, name, path=None, target=None):
                if name.split('.')[0] != 'ansible_collections':
                    return None
                relative = os.path.join(*name.split('.'))
                found = []
                for root in self.roots:
                    place = os.path.join(root, relative)
                    if os.path.isfile(place + '.py'):
                        return importlib.util.spec_from_file_location(name, place + '.py')
                    if os.path.isdir(place):
                        found.append(place)
                if not found:
                    return None
                start = os.path.join(found[0], '__init__.py')
                if os.path.isfile(start):
                    return importlib.util.spec_from_file_location(name, start, submodule_search_locations=found)
                spec = importlib.util.spec_from_loader(name, None, is_package=True)
                spec.submodule_search_locations = found
                return spec
        """

    /// Answers requests.
    private static let host = """
        class Host(Callbacks, Inventories, Connections, Stores, Actions):
            def __init__(self):
                self.plugins, self.modules, self.callbacks = {}, {}, []

            def module(self, path, name):
                if path not in self.modules:
                    spec = importlib.util.spec_from_file_location(name, path)
                    made = importlib.util.module_from_spec(spec)
                    sys.modules[name] = made
                    spec.loader.exec_module(made)
                    self.modules[path] = made
                return self.modules[path]

            def start(self, request):
                sys.path.extend(request['path'])
                try:
                    import ansible.errors
                except ImportError:
                    stand_ins()
                try:
                    from ansible.utils.collection_loader import _collection_finder
                    _collection_finder._AnsibleCollectionFinder(paths=request['collections'])._install()
                except ImportError:
                    sys.meta_path.insert(0, Collections(request['collections']))
                try:
                    from ansible.plugins import loader
                except ImportError:
                    return {}
                for kind, directories in request['directories'].items():
                    for directory in directories:
                        getattr(loader, kind + '_loader').add_directory(directory)
                return {}

            def names(self, request):
                kind, names, problems = request['kind'], [], []
                for entry in request['files']:
                    try:
                        made = self.module(entry['path'], entry['module'])
                        holder = getattr(made, 'FilterModule' if kind == 'filter' else 'TestModule')()
                        found = holder.filters() if kind == 'filter' else holder.tests()
                    except Exception as error:
                        problems.append([entry['path'], '%s' % error])
                        continue
                    for name, body in found.items():
                        key = entry['prefix'] + name
                        if (kind, key) not in self.plugins:
                            self.plugins[kind, key] = body
                            names.append(key)
                return {'names': names, 'problems': problems}

            def call(self, request):
                body = self.plugins[request['kind'], request['name']]
                return {'value': body(*request['positional'], **request['keywords'])}

            def lookup(self, request):
                made = self.module(request['path'], request['module'])
                variables = request['variables']
                templar, loader = None, None
                try:
                    from ansible.parsing.dataloader import DataLoader
                    from ansible.template import Templar
                    loader = DataLoader()
                    loader.set_basedir(request['basedir'])
                    templar = Templar(loader=loader, variables=variables)
                except ImportError:
                    pass
                plugin = made.LookupModule(loader=loader, templar=templar)
                self.describe(plugin, 'lookup', request['name'], made)
                return {'value': list(plugin.run(request['terms'], variables, **request['options']))}

            def describe(self, plugin, kind, name, made):
                plugin._load_name, plugin._original_path = name, made.__file__
                plugin._redirected_names = plugin.ansible_aliases = [name]
                plugin.ansible_name = name
                text = getattr(made, 'DOCUMENTATION', '') or ''
                try:
                    import yaml
                    from ansible import constants
                    from ansible.parsing.yaml.loader import AnsibleLoader
                    from ansible.template import trust_as_template
                except ImportError:
                    plugin._swiftplay_options = options_of(text)
                    return
                if constants.config.has_configuration_definition(kind, name):
                    return
                document = yaml.load(trust_as_template(text), Loader=AnsibleLoader) or {}
                if 'extends_documentation_fragment' in document:
                    from ansible.plugins.loader import fragment_loader
                    from ansible.utils.plugin_docs import add_fragments
                    beside = os.path.join(os.path.dirname(os.path.dirname(made.__file__)), 'doc_fragments')
                    if os.path.isdir(beside):
                        fragment_loader.add_directory(beside)
                    add_fragments(document, made.__file__, fragment_loader=fragment_loader)
                if document.get('options'):
                    constants.config.initialize_plugin_configuration_definitions(kind, name, document['options'])

            def answer(self, request):
                try:
                    return getattr(self, request['do'])(request)
                except Exception as error:
                    message = getattr(error, 'message', None) or '%s' % error
                    return {'error': '%s' % message, 'type': type(error).__name__}
        """

    /// Values on their way to Python and back.
    private static let values = """
        class Undefined:
            def __init__(self, message, name):
                self.message, self.name = message, name

        def marker(fields):
            if '__swiftplay_undefined__' not in fields:
                return fields
            try:
                from ansible._internal._templating._jinja_common import UndefinedMarker as base
            except ImportError:
                return Undefined(fields['__swiftplay_undefined__'], fields['name'])
            made = base.__new__(type('Marker', (base,), {}))
            made._swiftplay = fields
            return made

        def plain(value):
            if hasattr(type(value), '__mro__') and any(part.__name__ == 'Marker' for part in type(value).__mro__):
                return object.__getattribute__(value, '_swiftplay')
            if isinstance(value, Undefined):
                return {'__swiftplay_undefined__': value.message, 'name': value.name}
            if isinstance(value, bytes):
                return value.decode('utf-8', 'surrogateescape')
            if isinstance(value, dict) or hasattr(value, 'items'):
                return dict(value.items())
            if hasattr(value, 'isoformat'):
                return value.isoformat()
            if hasattr(value, '__iter__'):
                return list(value)
            return '%s' % (value,)

        def options_of(text):
            try:
                import yaml
                return (yaml.safe_load(text) or {}).get('options') or {}
            except Exception:
                return {}

        def read(stream, count):
            data = b''
            while len(data) < count:
                part = stream.read(count - len(data))
                if not part:
                    return None
                data += part
            return data
        """

    private static let main = """
        if __name__ == '__main__':
            source, target = os.fdopen(os.dup(0), 'rb'), os.fdopen(os.dup(1), 'wb')
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(2, 1)
            host = Host()

            def receive():
                length = read(source, 4)
                data = length and read(source, struct.unpack('<I', length)[0])
                return json.loads(data.decode('utf-8'), object_hook=marker) if data else None

            def send(answer):
                try:
                    text = json.dumps(answer, default=plain)
                except Exception as error:
                    text = json.dumps({'error': '%s' % error, 'type': type(error).__name__})
                text = text.encode('utf-8')
                target.write(struct.pack('<I', len(text)) + text)
                target.flush()

            def ask_engine(kind, name=None):
                send({'question': {'ask': kind, 'name': name}})
                return (receive() or sys.exit(1))['answer']

            while True:
                request = receive()
                if request is None:
                    break
                send(host.answer(request))
        """
}
