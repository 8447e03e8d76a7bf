"""Judges generated connectors from outside: files, a subprocess and a loopback server, no code of aos_gen.

`python -m tests.conformance.run --help` measures a whole corpus; `test_corpus.py` is its quick form.
"""
