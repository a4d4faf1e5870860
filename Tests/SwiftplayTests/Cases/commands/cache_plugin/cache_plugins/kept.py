import json
import os

from ansible.plugins.cache import BaseCacheModule


class CacheModule(BaseCacheModule):
    place = 'kept'

    def path(self, key):
        os.makedirs(self.place, exist_ok=True)
        return os.path.join(self.place, key)

    def get(self, key):
        if not self.contains(key):
            raise KeyError(key)
        with open(self.path(key)) as file:
            return json.load(file)

    def set(self, key, value):
        with open(self.path(key), 'w') as file:
            json.dump(value, file)

    def keys(self):
        return os.listdir(self.place)

    def contains(self, key):
        return os.path.exists(self.path(key))

    def delete(self, key):
        if self.contains(key):
            os.remove(self.path(key))

    def flush(self):
        for key in self.keys():
            self.delete(key)

    def copy(self):
        return {key: self.get(key) for key in self.keys()}
