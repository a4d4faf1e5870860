WORD = 'imported'
