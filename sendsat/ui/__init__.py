"""How it is shown: the shell around pages, and widgets used by several of them. The only Streamlit in the package."""
