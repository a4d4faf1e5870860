DOCUMENTATION = '''
short_description: it: is: broken
'''
