"""The knowledge, as data: TOML tables with schema, source, examples and counter-examples, and the code that loads them."""
