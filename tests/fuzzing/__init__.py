"""Files that atheris makes up, led by which lines of the readers each reaches. `make fuzz`; not a test by itself."""
