class TestModule:
    def tests(self):
        return {'loud': lambda v: v.isupper()}
