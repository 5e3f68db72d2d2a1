"""Our scripts beside Streamlit's, the first load, and the visitors of tests."""
