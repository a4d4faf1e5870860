class FilterModule:
    def filters(self):
        return {'flatten': lambda value: 'flattened here', 'flag': lambda value: 'flagged'}
