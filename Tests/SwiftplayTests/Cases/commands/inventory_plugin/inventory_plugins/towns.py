DOCUMENTATION = '''
name: towns
short_description: hosts of towns
options:
  plugin:
    description: the name of this plugin
    required: true
  towns:
    description: the towns
    type: list
    default: []
'''

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin


class InventoryModule(BaseInventoryPlugin):
    NAME = 'towns'

    def verify_file(self, path):
        return super().verify_file(path) and path.endswith('towns.yml')

    def parse(self, inventory, loader, path, cache=True):
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        if not self.get_option('towns'):
            raise AnsibleParserError('there are no towns')
        self.inventory.add_group('towns')
        for number, town in enumerate(self.get_option('towns')):
            self.inventory.add_host(town, group='towns', port=2200 + number)
            self.inventory.set_variable(town, 'number', number)
            self.inventory.set_variable(town, 'text', '{{ number }}')
        self.inventory.add_group('places')
        self.inventory.add_child('places', 'towns')
        self.inventory.set_variable('places', 'kind', {'of': [1]})
        known = self.inventory.get_host('before')
        if known:
            self.inventory.add_child('places', known.name)
            self.inventory.set_variable('before', 'seen', known.get_vars().get('colour'))
