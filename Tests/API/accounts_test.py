"""Registering, signing in, staying signed in, and the end of it."""

import concurrent.futures
import json
import unittest

import requests

from client import PASSWORD, Client, ServedTest, new_email


class AccountsTest(ServedTest):
    def test_who_registers_is_signed_in_and_finds_the_account_elsewhere(self):
        learner = Client.registered(self.url, username="민지", locale="ko")
        profile = learner.ask("GET", "/users/profile", expected=200).json()
        self.assertEqual((profile["username"], profile["locale"], profile["role"]), ("민지", "ko", "learner"))
        other = learner.signed_in_elsewhere()
        self.assertEqual(other.ask("GET", "/users/profile").json(), profile)
        devices = learner.ask("GET", "/auth/devices", expected=200).json()["items"]
        self.assertEqual([device["current"] for device in devices], [False, True])

    def test_one_address_is_one_account_however_it_is_typed(self):
        learner = Client.registered(self.url)
        taken = {"email": f"  {learner.email.upper()} ", "password": PASSWORD}
        self.assertEqual(learner.code("POST", "/auth/register", taken), (409, "email_taken"))
        decomposed, composed = "e\u0301" + new_email(), None
        composed = decomposed.replace("e\u0301", "\u00e9")
        Client(self.url).ask("POST", "/auth/register", {"email": decomposed, "password": PASSWORD}, expected=201)
        self.assertEqual(learner.code("POST", "/auth/register", {"email": composed, "password": PASSWORD}), (409, "email_taken"))
        learner.ask("POST", "/auth/login", {"email": composed, "password": PASSWORD}, expected=200)

    def test_unknown_addresses_and_wrong_passwords_are_answered_alike(self):
        learner = Client.registered(self.url)
        wrong = learner.ask("POST", "/auth/login", {"email": learner.email, "password": "not this one at all"}, expected=401)
        unknown = learner.ask("POST", "/auth/login", {"email": new_email(), "password": "not this one at all"}, expected=401)
        self.assertEqual({**wrong.json(), "request": ""}, {**unknown.json(), "request": ""})

    def test_the_oauth_form_signs_in_and_refreshes(self):
        learner = Client.registered(self.url)
        form = {"grant_type": "password", "username": learner.email, "password": PASSWORD}
        signed_in = learner.ask("POST", "/auth/login", token=False, data=form, expected=200).json()
        again = {"grant_type": "refresh_token", "refresh_token": signed_in["refresh_token"]}
        learner.session.cookies.clear()
        learner.ask("POST", "/auth/refresh", token=False, data=again, expected=200)
        self.assertEqual(learner.ask("POST", "/auth/login", token=False, data={"username": learner.email}).status_code, 422)

    def test_a_retried_refresh_gets_the_same_token_and_an_older_one_ends_the_device(self):
        learner = Client.registered(self.url)
        first = learner.refresh_token

        def refresh(token):
            return Client(self.url).ask("POST", "/auth/refresh", {"refresh_token": token})

        second = refresh(first).json()["refresh_token"]
        self.assertEqual(refresh(first).json()["refresh_token"], second)
        third = refresh(second).json()["refresh_token"]
        self.assertEqual(refresh(first).status_code, 401)
        self.assertEqual(refresh(third).json()["code"], "device_ended")
        self.assertEqual(learner.code("GET", "/users/profile"), (401, "device_ended"))

    def test_fifty_refreshes_at_once_sign_nobody_out(self):
        learner = Client.registered(self.url)
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(
                lambda _: Client(self.url).ask("POST", "/auth/refresh", {"refresh_token": learner.refresh_token}), range(50)))
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertEqual(len({answer.json()["refresh_token"] for answer in answers}), 1)

    def test_the_cookie_refreshes_for_the_own_page_alone_and_is_hidden_from_it(self):
        learner = Client(self.url)
        registered = learner.ask("POST", "/auth/register", {"email": new_email(), "password": PASSWORD}, expected=201)
        cookie = registered.headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth"):
            self.assertIn(word, cookie)
        answer = learner.ask("POST", "/auth/refresh", expected=200)
        self.assertNotIn("refresh_token", answer.json())
        own = {"Origin": self.url}
        learner.ask("POST", "/auth/refresh", headers=own, expected=200)
        self.assertEqual(learner.code("POST", "/auth/refresh", headers={"Origin": "https://evil.example"}), (403, "origin_refused"))
        learner.ask("POST", "/auth/logout", expected=204)
        self.assertEqual(learner.ask("POST", "/auth/refresh").status_code, 401)

    def test_signing_a_device_out_ends_its_tokens_and_no_others(self):
        learner = Client.registered(self.url)
        other = learner.signed_in_elsewhere()
        device = next(item["id"] for item in learner.ask("GET", "/auth/devices").json()["items"] if not item["current"])
        stranger = Client.registered(self.url)
        self.assertEqual(stranger.code("DELETE", f"/auth/devices/{device}"), (404, "not_found"))
        learner.ask("DELETE", f"/auth/devices/{device}", expected=204)
        self.assertEqual(other.code("GET", "/users/profile"), (401, "device_ended"))
        learner.ask("GET", "/users/profile", expected=200)

    def test_another_password_needs_the_one_before_and_signs_out_the_others(self):
        learner = Client.registered(self.url)
        other = learner.signed_in_elsewhere()
        new = "another long password 7"
        self.assertEqual(learner.code("POST", "/auth/password", {"password": "wrong", "new_password": new}), (401, "credentials_wrong"))
        weak = learner.ask("POST", "/auth/password", {"password": PASSWORD, "new_password": "password"}, expected=422).json()
        self.assertEqual((weak["code"], weak["errors"][0]["pointer"]), ("password_weak", "/new_password"))
        learner.ask("POST", "/auth/password", {"password": PASSWORD, "new_password": new}, expected=204)
        self.assertEqual(other.ask("GET", "/users/profile").status_code, 401)
        learner.ask("GET", "/users/profile", expected=200)
        self.assertEqual(learner.ask("POST", "/auth/login", {"email": learner.email, "password": PASSWORD}).status_code, 401)

    def test_deleting_takes_everything_away(self):
        learner = Client.registered(self.url)
        learner.ask("DELETE", "/users/profile", expected=204)
        self.assertEqual(learner.ask("GET", "/users/profile").status_code, 401)
        self.assertEqual(learner.ask("POST", "/auth/login", {"email": learner.email, "password": PASSWORD}).status_code, 401)
        self.assertEqual(learner.ask("POST", "/auth/refresh", {"refresh_token": learner.refresh_token}).status_code, 401)
        learner.ask("POST", "/auth/register", {"email": learner.email, "password": PASSWORD}, token=False, expected=201)

    def test_the_keys_verify_the_tokens(self):
        keys = Client(self.url).ask("GET", "/.well-known/jwks.json", expected=200).json()["keys"]
        self.assertEqual([(key["kty"], key["crv"]) for key in keys], [("OKP", "Ed25519")])

    def test_a_registration_happens_once_for_its_key(self):
        body, key = {"email": new_email(), "password": PASSWORD}, {"Idempotency-Key": new_email()}
        client = Client(self.url)
        first = client.ask("POST", "/auth/register", body, headers=key, expected=201)
        again = client.ask("POST", "/auth/register", body, headers=key, expected=201)
        self.assertEqual(first.json(), again.json())
        other = {**body, "email": new_email()}
        self.assertEqual(client.code("POST", "/auth/register", other, headers=key), (422, "idempotency_key_reused"))

    def test_what_cannot_be_used_is_told_by_its_place(self):
        client = Client(self.url)
        for body, pointer, code in [
            ({"email": "x", "password": PASSWORD}, "/email", "email_invalid"),
            ({"email": new_email(), "password": "short"}, "/password", "text_short"),
            ({"email": new_email(), "password": "12345678"}, "/password", "password_weak"),
            ({"email": 5, "password": PASSWORD}, "/email", "field_invalid"),
            ({"email": new_email(), "password": PASSWORD, "username": "a" * 1_000}, "/username", "text_long"),
            ({"email": new_email(), "password": PASSWORD, "username": "a\0b"}, "/username", "text_invalid"),
            ({"email": new_email(), "password": PASSWORD, "admin/~": True}, "/admin~1~0", "field_unknown"),
            ({"password": PASSWORD}, "/email", "field_missing"), ([], "", "field_invalid"), (None, "", None),
        ]:
            with self.subTest(code=code, pointer=pointer):
                if body is None:
                    continue
                told = client.ask("POST", "/auth/register", body, expected=422).json()["errors"]
                self.assertIn((pointer, code), [(fault["pointer"], fault["code"]) for fault in told])

    def test_what_is_no_json_is_refused_as_a_whole(self):
        client = Client(self.url)
        kind = {"Content-Type": "application/json"}
        for data in [b"", b"{", b'{"email":"\\ud800"}', b'{"email":"a","email":"b"}', b"[" * 40 + b"]" * 40, b'{"email":"\xff"}', b"nul"]:
            with self.subTest(data=data):
                self.assertEqual(client.code("POST", "/auth/register", data=data, headers=kind), (400, "json_invalid"))
        self.assertEqual(client.code("POST", "/auth/register", data=b"{}", headers={"Content-Type": "text/xml"}), (415, "media_type_unsupported"))
        large = json.dumps({"email": "a" * 1_000_000}).encode()
        for more in ({"data": large}, {"data": iter([large])}):
            self.assertEqual(client.code("POST", "/auth/register", headers=kind, **more), (413, "body_too_large"))

    def test_other_tokens_are_no_tokens(self):
        learner = Client.registered(self.url)
        head, claims, signature = learner.token.split(".")
        for token in ["x", "a.b.c", f"{head}.{claims}.{signature[:-4]}AAAA", f"{head}..{signature}", learner.refresh_token]:
            self.assertEqual(Client(self.url, token).code("GET", "/users/profile"), (401, "token_invalid"))
        self.assertEqual(Client(self.url).code("GET", "/users/profile"), (401, "token_missing"))

    def test_every_path_of_the_document_is_there_and_no_other(self):
        client = Client(self.url)
        for path, operations in requests.get(self.url + "/api/v1/openapi.json", timeout=10).json()["paths"].items():
            told = requests.options(self.url + path.replace("{", "").replace("}", ""), timeout=10)
            methods = {method.strip().lower() for method in told.headers["Allow"].split(",")} - {"head", "options"}
            if "{" not in path:
                self.assertEqual(methods, set(operations), path)
            else:
                self.assertLessEqual(set(operations), methods, path)
        self.assertEqual(client.code("GET", "/nothing"), (404, "not_found"))
        self.assertEqual(client.code("PUT", "/users/profile"), (405, "method_not_allowed"))


if __name__ == "__main__":
    unittest.main()
