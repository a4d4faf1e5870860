"""short_description: not this one"""
EXAMPLES = '''
short_description: nor this
'''
DOCUMENTATION: str = '''
short_description: This one
'''
