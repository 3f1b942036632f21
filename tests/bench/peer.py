"""Scores pairs with nomenklatura's `logic-v2`: one JSON line in, one score out; the last line is the seconds of CPU.

Run by the Python of an environment of its own, which `SMALLPLACES_PEER` names: it is half a gigabyte and no part of this system.

    uv venv PEER && echo "pyicu; sys_platform == 'never'" > override.txt
    VIRTUAL_ENV=PEER uv pip install --override override.txt "nomenklatura>=4.17" pyicu-wheels
    SMALLPLACES_PEER=PEER/bin/python make bench
"""

import json
import sys
import time
from importlib import import_module

# By name, because neither is in our lock.
model = import_module("followthemoney").model
get_algorithm = import_module("nomenklatura.matching").get_algorithm
SCHEMATA = {"person": "Person", "organisation": "Organization"}
FIELDS = {"person": {"birth_dates": "birthDate", "countries": "nationality"}, "organisation": {"countries": "country"}}


def plain_entity(key, row):
    """Each under a key of its own: what is compared is kept by that."""
    kind = row.get("kind", "person")
    facts = {theirs: row.get(ours) or [] for ours, theirs in FIELDS[kind].items()}
    return {"id": key, "schema": SCHEMATA[kind], "properties": {"name": row["names"], **facts}}


def entity(key, row):
    return model.get_proxy(plain_entity(key, row))


def main():
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    pairs = [json.loads(line) for line in sys.stdin]
    read = [(entity(f"l{number}", pair["left"]), entity(f"r{number}", pair["right"])) for number, pair in enumerate(pairs)]
    algorithm.compare(*read[0], config)
    began = time.process_time()
    for left, right in read:
        sys.stdout.write(f"{algorithm.compare(left, right, config).score}\n")
    sys.stdout.write(f"{time.process_time() - began}\n")


if __name__ == "__main__":
    main()
