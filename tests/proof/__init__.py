"""The proof that every tool gives the same numbers everywhere: the same random cases in every engine, against Python.

`python -m tests.proof` (`make proof`) runs all of it and writes docs/_data/proof.yml, which the site publishes;
`test_proof.py` runs a few cases of every tool in every engine at each `make test`.
"""
