"""What it shows: pandas frames, Plotly figures and report sentences. Values in, values out; no screen, no storage."""
