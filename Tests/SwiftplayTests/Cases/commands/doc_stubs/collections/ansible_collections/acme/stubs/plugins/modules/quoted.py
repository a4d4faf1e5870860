DOCUMENTATION = '''
    module: quoted
    short_description: "In quotes: C(code), M(acme.stubs.plain)."
    options: {}
'''
