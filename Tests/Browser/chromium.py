"""Chromium without a window, driven over two pipes by the DevTools protocol; nothing but Python's own library is needed.

Source: https://chromedevtools.github.io/devtools-protocol/.
"""
import base64, json, os, shutil, subprocess, tempfile


class Page:
    """A page in a browser of its own, with what it complained about."""

    def __init__(self, width=1280, height=900):
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        if not program:
            raise SystemExit("there is no chromium: apt install chromium")
        self.folder = tempfile.mkdtemp(prefix="browser-")
        ours, theirs = os.pipe(), os.pipe()
        # The browser reads commands from descriptor 3 and writes answers to descriptor 4.
        words = ["sh", "-c", f'exec 3<&{ours[0]} 4>&{theirs[1]} && exec "$@"', "sh", program, "--headless=new", "--no-sandbox",
                 "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={self.folder}", "--no-first-run",
                 "--disable-background-networking", f"--window-size={width},{height}", "about:blank"]
        self.process = subprocess.Popen(words, pass_fds=[ours[0], theirs[1]], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(ours[0])
        os.close(theirs[1])
        self.commands, self.answers = os.fdopen(ours[1], "wb", buffering=0), os.fdopen(theirs[0], "rb")
        self.number, self.session, self.rest, self.complaints, self.loaded = 0, None, b"", [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def message(self):
        while b"\0" not in self.rest:
            piece = self.answers.read1(1 << 20)
            if not piece:
                raise SystemExit("the browser has ended")
            self.rest += piece
        text, _, self.rest = self.rest.partition(b"\0")
        message = json.loads(text)
        name, told = message.get("method"), message.get("params", {})
        if name == "Runtime.exceptionThrown":
            self.complaints.append(told["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif name == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
        elif name == "Network.requestWillBeSent":
            self.loaded.append(told["request"]["url"])
        return message

    def call(self, name, **arguments):
        self.number += 1
        request = {"id": self.number, "method": name, "params": arguments}
        if self.session:
            request["sessionId"] = self.session
        self.commands.write(json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == request["id"]:
                if "error" in message:
                    raise SystemExit(f"{name}: {message['error']['message']}")
                return message["result"]

    def open(self, path):
        self.call("Page.navigate", url=f"file://{path}")
        while self.message().get("method") != "Page.loadEventFired":
            pass

    def value(self, expression):
        """What an expression of JavaScript gives, once the page has been drawn."""
        body = f"new Promise(done=>requestAnimationFrame(()=>requestAnimationFrame(()=>done({expression}))))"
        result = self.call("Runtime.evaluate", expression=body, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, key):
        named = {"Escape": 27, "Enter": 13}
        told = {"key": key, "windowsVirtualKeyCode": named.get(key, ord(key[0].upper()))}
        self.call("Input.dispatchKeyEvent", type="keyDown", text="" if key in named else key, **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def type(self, text):
        for letter in text:
            self.press(letter)

    def prefer(self, scheme):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot")["data"]))
