from ansible.errors import AnsibleFilterError
from ansible.module_utils.common.text.converters import to_text


def shout(value, times=1, mark='!'):
    if value == 'bad':
        raise AnsibleFilterError('cannot shout bad')
    return to_text(value).upper() + mark * times


class FilterModule:
    def filters(self):
        return {
            'shout': shout, 'unique_ones': lambda value: set(value), 'untrusted': lambda value: '{{ 1 + 1 }}',
            'nested': lambda value: {'a': (1, 2), 'b': value}, 'crash': lambda value: 1 / 0,
        }
