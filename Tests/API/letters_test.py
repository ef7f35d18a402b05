"""With --mail nobody signs in before a letter was read, and nothing tells who has an account."""

import email
import pathlib
import re
import tempfile
import unittest

from client import PASSWORD, Client, new_email, served
from served import eventually


class LettersTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = served("--mail", f"file:{self.folder.name}", "--public-url", "http://school.example")
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.client = Client(self.server.url)
        self.read = set()

    def letter(self):
        """The next letter: subject, body, and the secret in its link."""
        def new():
            return sorted(set(pathlib.Path(self.folder.name).glob("*.eml")) - self.read)

        self.assertTrue(eventually(lambda: len(new()) == 1))
        self.read.add(new()[0] if new() else None)
        message = email.message_from_bytes(sorted(self.read)[-1].read_bytes())
        body = message.get_payload(decode=True).decode()
        link = re.search(r"http://school\.example/#(verify|reset)=([\w-]+)", body)
        return message["To"], body, link and link.group(2)

    def test_from_registering_to_another_password(self):
        address = new_email()
        account = {"email": address, "password": PASSWORD}
        first = self.client.ask("POST", "/auth/register", {**account, "locale": "ko"}, expected=202).json()
        to, _, secret = self.letter()
        self.assertEqual(to, f"<{address}>")
        self.assertEqual(self.client.code("POST", "/auth/login", account), (401, "credentials_wrong"))
        self.client.ask("POST", "/auth/verify", {"token": secret}, expected=204)
        self.assertEqual(self.client.code("POST", "/auth/verify", {"token": secret}), (401, "token_invalid"))
        self.client.ask("POST", "/auth/login", account, expected=200)
        again = self.client.ask("POST", "/auth/register", account, expected=202).json()
        self.assertEqual(first, again)
        self.assertIsNone(self.letter()[2])
        known = self.client.ask("POST", "/auth/password/forgot", {"email": address}, expected=202).json()
        _, _, secret = self.letter()
        unknown = self.client.ask("POST", "/auth/password/forgot", {"email": new_email()}, expected=202).json()
        self.assertEqual(known, unknown)
        new = "another long password 7"
        self.client.ask("POST", "/auth/password/reset", {"token": secret, "password": new}, expected=204)
        self.assertEqual(self.client.ask("POST", "/auth/login", account).status_code, 401)
        self.client.ask("POST", "/auth/login", {**account, "password": new}, expected=200)
        self.assertEqual(len(list(pathlib.Path(self.folder.name).glob("*.eml"))), 3)
