"""A client of /api/v1 that holds every answer against the document."""

import functools
import itertools
import json
import os
import pathlib
import re
import sys
import unittest

import requests
from jsonschema import Draft202012Validator

import document

ROOT = pathlib.Path(__file__).resolve().parents[2]
for folder in ("Tests/Browser", "Tests/Protocol"):
    sys.path.append(str(ROOT / folder))
from served import Served  # noqa: E402
from server import default_executable  # noqa: E402

EXECUTABLE = os.environ.get("PILSUN_SERVER") or default_executable()
PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


def new_email():
    return f"learner{next(_numbers)}.{os.getpid()}@example.org"


def served(*arguments):
    """A server without a limit of requests, whose records are gone when it ends."""
    return Served(EXECUTABLE, "--loops", "2", "--rate-limit", "0", *arguments)


class ServedTest(unittest.TestCase):
    """Tests that share one server."""

    @classmethod
    def setUpClass(cls):
        cls.server = served()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__)
        cls.url = cls.server.url


@functools.cache
def description():
    return document.load()


@functools.cache
def validator(pointer):
    whole = {"$ref": "#" + pointer, "components": description()["components"], "paths": description()["paths"]}
    return Draft202012Validator(whole)


def faults(method, path, response):
    """What of an answer is not as the document says; nothing where all is."""
    for template, operations in description()["paths"].items():
        if not re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) or "{" in template and path in description()["paths"]:
            continue
        operation = operations.get(method.lower())
        if operation is None:
            return [] if response.status_code == 405 else [f"{method} {path} is not in the document"]
        told = operation["responses"].get(str(response.status_code))
        if told is None:
            return [f"{method} {path} answered {response.status_code}, which the document does not name: {response.text[:200]}"]
        where = f"/paths/{template.replace('~', '~0').replace('/', '~1')}/{method.lower()}/responses/{response.status_code}"
        if "$ref" in told:
            where = told["$ref"][1:]
            told = description()["components"]["responses"][where.rsplit("/", 1)[1]]
        missing = [name for name in told.get("headers", {}) if name == "X-Request-Id" and name not in response.headers]
        content = told.get("content")
        if not content:
            return missing + ([f"a body: {response.text[:200]}"] if response.content else [])
        kind = response.headers.get("content-type", "").split(";")[0]
        if kind not in content:
            return [f"{kind} and not {list(content)}"]
        if kind == "application/zip":
            return missing
        pointer = f"{where}/content/{kind.replace('/', '~1')}/schema"
        return missing + [f"{error.json_path}: {error.message[:200]}" for error in validator(pointer).iter_errors(response.json())]
    return [] if response.status_code == 404 else [f"{path} is not in the document"]


class Client:
    """Somebody who asks; `ask` fails where an answer is not as the document says."""

    def __init__(self, url, token=None):
        self.url = url
        self.token = token
        self.session = requests.Session()

    @classmethod
    def registered(cls, url, **more):
        client = cls(url)
        client.email = new_email()
        answer = client.ask("POST", "/auth/register", {"email": client.email, "password": PASSWORD, **more}, expected=201)
        return client._signed_in(answer.json())

    def _signed_in(self, body):
        self.session.cookies.clear()
        self.token, self.refresh_token, self.user = body["access_token"], body.get("refresh_token"), body["user"]
        return self

    def signed_in_elsewhere(self):
        other = Client(self.url)
        other.email = self.email
        return other._signed_in(other.ask("POST", "/auth/login", {"email": self.email, "password": PASSWORD}, expected=200).json())

    def ask(self, method, path, body=None, expected=None, headers=None, token=True, **more):
        headers = dict(headers or {})
        if self.token and token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None:
            more["data"] = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        whole = path if path.startswith("/.well-known") else "/api/v1" + path
        response = self.session.request(method, self.url + whole, headers=headers, timeout=60, **more)
        wrong = faults(method, whole.split("?")[0], response)
        assert not wrong, f"{method} {path}: {wrong}"
        if expected is not None:
            assert response.status_code == expected, f"{method} {path}: {response.status_code} {response.text[:300]}"
        return response

    def code(self, method, path, body=None, **more):
        """Status and code of a refusal."""
        response = self.ask(method, path, body, **more)
        return response.status_code, response.json()["code"]
