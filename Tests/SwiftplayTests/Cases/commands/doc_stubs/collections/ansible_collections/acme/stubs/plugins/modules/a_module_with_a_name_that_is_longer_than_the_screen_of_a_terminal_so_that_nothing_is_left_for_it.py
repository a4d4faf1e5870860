DOCUMENTATION = '''
short_description: A text of which some is left
'''
