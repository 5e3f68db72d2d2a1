"""Tests of sendsat. A package, because an installed library brings a package called tests as well."""
