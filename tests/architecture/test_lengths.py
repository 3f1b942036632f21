"""Limits on the tail: what is longer than this is two things."""

import ast

import pytest

from tests.architecture.sources import modules, name, templates, tree

MODULE, FUNCTION, TEMPLATE = 400, 40, 120


def lines(path):
    return len(path.read_text().splitlines())


def functions(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize(("paths", "limit"), [(list(modules(tests=True)), MODULE), (templates(), TEMPLATE)], ids=["py", "html"])
def test_no_file_is_too_long(paths, limit):
    assert {name(path): lines(path) for path in paths if lines(path) > limit} == {}


def test_no_function_is_too_long():
    long = {
        f"{name(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > FUNCTION
    }

    assert long == {}
