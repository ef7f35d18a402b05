"""The document is a sound one, and the server gives it."""

import json
import unittest

import requests
from jsonschema import Draft202012Validator

import document
from client import served


class DocumentTest(unittest.TestCase):
    def test_the_server_gives_what_the_source_says(self):
        self.assertEqual(document.BUILT.read_text(), document.text(), "make openapi")
        with served() as server:
            self.assertEqual(requests.get(server.url + "/api/v1/openapi.json", timeout=10).json(), document.load())

    def test_every_schema_is_one_and_every_reference_leads_somewhere(self):
        whole = document.load()
        self.assertTrue(whole["openapi"].startswith("3.1"))
        for name, schema in whole["components"]["schemas"].items():
            with self.subTest(name):
                Draft202012Validator.check_schema(schema)
        for part in json.dumps(whole).split('"$ref": "#')[1:]:
            place = whole
            for step in part.split('"')[0].split("/")[1:]:
                self.assertIn(step, place)
                place = place[step]

    def test_every_operation_has_a_name_of_its_own_and_closed_bodies(self):
        names = []
        for operations in document.load()["paths"].values():
            for operation in operations.values():
                names.append(operation["operationId"])
        self.assertEqual(len(names), len(set(names)))
        for name, schema in document.load()["components"]["schemas"].items():
            if schema.get("type") == "object":
                self.assertIs(schema["additionalProperties"], False, name)
