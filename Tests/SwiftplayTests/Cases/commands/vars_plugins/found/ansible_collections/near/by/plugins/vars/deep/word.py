WORD = 'beside'
