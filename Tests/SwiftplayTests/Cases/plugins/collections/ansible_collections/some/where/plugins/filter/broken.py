raise Exception('it does not load')
