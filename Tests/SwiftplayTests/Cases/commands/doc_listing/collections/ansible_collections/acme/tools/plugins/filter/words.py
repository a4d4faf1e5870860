class FilterModule:
    def filters(self):
        return {
            'shout': shout,
            "whisper": lambda text: text.lower(),
        }


def shout(text):
    names = {
        'never': text,
    }
    return text.upper()
