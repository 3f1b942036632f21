"""Screens subjects against entries with nomenklatura: its blocker proposes, `logic-v2` scores.

In: one JSON line each, `{"side": "subject" | "entry", "row": {…}}`. Out: pairs scored, seconds to build the index, seconds to
look up and score; of CPU, of every thread. Run like `peer.py`, by the Python that `SMALLPLACES_PEER` names.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

# By name, because none is in our lock; the first stands beside this file.
peer = import_module("peer")
ftm = import_module("followthemoney")
Index = import_module("nomenklatura.blocker").Index
MemoryStore = import_module("nomenklatura.store").MemoryStore
Linker = import_module("nomenklatura.resolver").Linker


def main():
    dataset = ftm.Dataset.make({"name": "bench", "title": "Bench"})
    read = {"subject": {}, "entry": {}}
    for number, line in enumerate(sys.stdin):
        asked = json.loads(line)
        entity = ftm.StatementEntity.from_data(dataset, peer.plain_entity(f"{asked['side']}-{number}", asked["row"]))
        read[asked["side"]][entity.id] = entity
    algorithm = peer.get_algorithm("logic-v2")
    config = algorithm.default_config()
    with TemporaryDirectory() as folder:
        began = time.process_time()
        index = built(dataset, read["entry"].values(), Path(folder))
        ready = time.process_time()
        pairs = [
            algorithm.compare(read["subject"][ours.id], read["entry"][theirs.id], config).score
            for ours, matches in index.match_entities(read["subject"].values())
            for theirs, _ in matches
        ]
        done = time.process_time()
        index.close()
    sys.stdout.write(f"{len(pairs)} {ready - began} {done - ready}\n")


def built(dataset, entries, folder):
    store = MemoryStore(dataset, Linker({}))
    with store.writer() as writer:
        for entity in entries:
            writer.add_entity(entity)
    index = Index(store.default_view(), folder)
    index.build()
    return index


if __name__ == "__main__":
    main()
