/// The program that runs filters, tests and lookups written in Python, on the controller, for as long as the run lasts.
///
/// It reads requests on standard input (the length of a JSON text in four bytes, little-endian, and the text) and
/// answers each in the same form. Plugins import what they need of ansible-core where that is installed; where it is
/// not, stand-ins for its errors, its text conversions and the base of lookups take its place.
enum PythonPluginProgram {
    static let text = """
        import base64, importlib.util, inspect, json, os, struct, sys, types

        def stand_ins():
            def module(name, **content):
                made = types.ModuleType(name)
                made.__dict__.update(content)
                made.__path__ = []
                sys.modules[name] = made
                parent, _, short = name.rpartition('.')
                if parent:
                    setattr(sys.modules[parent], short, made)

            class AnsibleError(Exception):
                def __init__(self, message='', *rest, **more):
                    Exception.__init__(self, message)
                    self.message = message

            class LookupBase:
                def __init__(self, loader=None, templar=None, **more):
                    self._loader, self._templar, self._options = loader, templar, {}

                def set_options(self, task_keys=None, var_options=None, direct=None):
                    self._options.update(direct or {})

                def get_option(self, name, hostvars=None):
                    if name not in self._options:
                        raise KeyError(name)
                    return self._options[name]

                def get_options(self, hostvars=None):
                    return self._options

                def has_option(self, name):
                    return name in self._options

                def set_option(self, name, value):
                    self._options[name] = value

                @staticmethod
                def _flatten(terms):
                    found = []
                    for term in terms:
                        found.extend(term if isinstance(term, (list, tuple)) else [term])
                    return found

            def to_text(value, encoding='utf-8', errors='strict', nonstring='simplerepr'):
                if isinstance(value, bytes):
                    return value.decode(encoding, 'surrogateescape')
                return value if isinstance(value, str) else str(value)

            def to_bytes(value, encoding='utf-8', errors='strict', nonstring='simplerepr'):
                if isinstance(value, bytes):
                    return value
                return (value if isinstance(value, str) else str(value)).encode(encoding, 'surrogateescape')

            class Display:
                def __getattr__(self, name):
                    return lambda *given, **named: None

            kinds = ['AnsibleFilterError', 'AnsibleFilterTypeError', 'AnsibleLookupError', 'AnsibleOptionsError',
                     'AnsibleParserError', 'AnsibleRuntimeError', 'AnsibleUndefinedVariable', 'AnsibleAssertionError',
                     'AnsibleTemplateError', 'AnsibleTypeError', 'AnsibleValueOmittedError']
            errors = {kind: type(kind, (AnsibleError,), {}) for kind in kinds}
            texts = dict(to_text=to_text, to_native=to_text, to_bytes=to_bytes)
            module('ansible')
            module('ansible.errors', AnsibleError=AnsibleError, **errors)
            for name in ('ansible.module_utils', 'ansible.module_utils.common', 'ansible.module_utils.common.text',
                         'ansible.plugins', 'ansible.utils', 'ansible.plugins.filter', 'ansible.plugins.test'):
                module(name)
            module('ansible.module_utils.common.text.converters', **texts)
            module('ansible.module_utils._text', **texts)
            module('ansible.plugins.lookup', LookupBase=LookupBase)
            module('ansible.utils.display', Display=Display)

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

        class Host:
            def __init__(self):
                self.plugins, self.modules = {}, {}

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
                sys.meta_path.insert(0, Collections(request['collections']))
                try:
                    import ansible.errors
                except ImportError:
                    stand_ins()

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
                self.define(made, plugin, request['name'])
                return {'value': list(plugin.run(request['terms'], variables, **request['options']))}

            def define(self, made, plugin, name):
                plugin._load_name = name
                try:
                    from ansible import constants
                    import yaml
                except ImportError:
                    return
                plugin._original_path = made.__file__
                options = (yaml.safe_load(getattr(made, 'DOCUMENTATION', '') or '') or {}).get('options')
                if options and not constants.config.has_configuration_definition('lookup', name):
                    constants.config.initialize_plugin_configuration_definitions('lookup', name, options)

            def answer(self, request):
                try:
                    return getattr(self, request['do'])(request)
                except Exception as error:
                    message = getattr(error, 'message', None) or '%s' % error
                    return {'error': '%s' % message, 'type': type(error).__name__}

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

        def read(stream, count):
            data = b''
            while len(data) < count:
                part = stream.read(count - len(data))
                if not part:
                    return None
                data += part
            return data

        if __name__ == '__main__':
            source, target = os.fdopen(os.dup(0), 'rb'), os.fdopen(os.dup(1), 'wb')
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(2, 1)
            host = Host()
            while True:
                length = read(source, 4)
                data = length and read(source, struct.unpack('<I', length)[0])
                if not data:
                    break
                answer = host.answer(json.loads(data.decode('utf-8'), object_hook=marker))
                try:
                    text = json.dumps(answer, default=plain)
                except Exception as error:
                    text = json.dumps({'error': '%s' % error, 'type': type(error).__name__})
                text = text.encode('utf-8')
                target.write(struct.pack('<I', len(text)) + text)
                target.flush()
        """
}
