class FilterModule:
    def filters(self):
        return {"whereabouts": lambda value: __name__}
