"""Puts what lies beside the package into the wheel as `sendsat/root`; all else is in setup.cfg."""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["sendsat", "sendsat.*"]), "sendsat.root"],
    package_dir={"sendsat.root": "."},
    package_data={
        "": ["*.html", "*.js", "*.js.gz", "*.json", "*.css", "*.png", "*.mako"],
        "sendsat.root": ["pages/**/*.py", "data/**/*.yaml", "requirements.txt", ".streamlit/config.toml"],
    },
)
