import os
class FilterModule:
    def filters(self):
        return {'is_there': lambda path: os.path.exists(path), 'shout': lambda text: text.upper() + '!'}
