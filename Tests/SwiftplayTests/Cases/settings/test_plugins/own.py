class TestModule:
    def tests(self):
        return {'truthy': lambda value: value == 'only this'}
