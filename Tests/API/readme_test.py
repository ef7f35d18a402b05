"""What the README shows of accounts works as it stands there, but for the port."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from client import ROOT, served
from served import eventually


class ReadmeTest(unittest.TestCase):
    def test_who_registers_and_writes_finds_it_in_the_history(self):
        text = (ROOT / "README.md").read_text()
        part = text[text.index("## Come back tomorrow"):]
        register, history = re.findall(r"```sh\n(.*?)```", part, re.DOTALL)[:2]
        program = next(block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "character:next" in block)
        argument = re.search(r"`connect\(…, (.*)\)`", part).group(1)
        with served() as server, tempfile.TemporaryDirectory() as folder:
            def run(script):
                script = script.replace("localhost:8080", f"127.0.0.1:{server.port}")
                return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, capture_output=True, text=True, check=True).stdout

            run(register)
            token = json.loads((pathlib.Path(folder) / "account.json").read_text())["access_token"]
            program = program.replace("127.0.0.1:8080", f"127.0.0.1:{server.port}")
            program = f"token = {token!r}\n" + program.replace("max_queue=None)", f"max_queue=None, {argument})")
            written = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60).stdout

            def items():
                return json.loads(run(f"token={token}\n" + history))["items"]

            self.assertTrue(eventually(lambda: items() != []))
            self.assertEqual([item["character"] for item in items()], ["이"])
            self.assertIn(f"score {items()[0]['score']}", written)
