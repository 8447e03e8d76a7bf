"""Tests of the plan: small documents, written where they are used."""
