WORD = 'of the collection'
