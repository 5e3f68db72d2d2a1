"""Files, downloads and paper."""
