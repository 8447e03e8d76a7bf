"""Judges generated connectors from outside: files, a subprocess and a loopback server, no code of aos_gen.

- `python -m tests.conformance.run --help` measures the corpus's hand-made maps, each connector installed in
  an environment of its own; `test_corpus.py` is its quick form.
- `python -m tests.conformance.whole --help` takes every operation of every document, mapped by `mechanical`;
  its connectors run as forks of one process (`forked`). `test_whole.py` is its quick form: a few operations
  of each. `tables/` holds the dated results; a run fails where a figure is worse than in the newest one.

Who judges: `judge` asks openapi-core about one reduced operation (`reduce`, `mend`), and `by_hand` reads the
request a second time from the document alone. A request is right when both say so. Where openapi-core itself
fails (`defects`, or an exception), its error is shown and `by_hand` decides. What only `mechanical` and
`whole_document` import of aos_gen is its mapping of operations and its generation; no judge does.
"""
