WORD = 'w'
