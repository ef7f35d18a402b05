"""Signs Schemathesis in: a teacher of its own every few seconds, since what it tries includes signing out and deleting the account."""

import itertools
import os
import subprocess

import requests
import schemathesis

URL, SERVER, DATA = (os.environ[name] for name in ("PILSUN_URL", "PILSUN_SERVER", "PILSUN_DATA"))
PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


@schemathesis.auth(refresh_interval=3)
class Teacher:
    def get(self, case, context):
        email = f"teacher{next(_numbers)}.{os.getpid()}@example.org"
        subprocess.run([SERVER, "user", "add", email, "--role", "teacher"], input=PASSWORD + "\n", text=True, check=True, capture_output=True)
        answer = requests.post(URL + "/api/v1/auth/login", json={"email": email, "password": PASSWORD}, timeout=20)
        return answer.json()["access_token"]

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}
