"""The schemas of `protocol/schemas` as validators, which find one another by their file names."""

import functools
import json
import pathlib

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

PROTOCOL = pathlib.Path(__file__).resolve().parents[2] / "protocol"
FOLDER = PROTOCOL / "schemas"


@functools.cache
def load(name):
    return json.loads((FOLDER / name).read_text())


_registry = Registry(retrieve=lambda name: Resource.from_contents(load(name)))


@functools.cache
def validator(name):
    """The validator of a file's schema."""
    return Draft202012Validator({"$ref": name}, registry=_registry)


def faults(name, value):
    """What is wrong with a value, as sentences; none where it holds."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(value)]
