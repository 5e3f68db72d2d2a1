"""A local authority and its providers: what was submitted, what may be shown of it, and the mirror."""
