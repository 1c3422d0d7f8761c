"""The HTTP API, version 1, under /api/v1: one module a resource. Filters have the names of the commands' options."""
