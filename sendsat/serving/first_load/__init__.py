"""What a browser gets before Streamlit runs in it: the first page, made ours, and Streamlit's files, made small."""
