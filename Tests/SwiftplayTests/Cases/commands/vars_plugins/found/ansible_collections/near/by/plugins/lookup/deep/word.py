WORD = 'near'
