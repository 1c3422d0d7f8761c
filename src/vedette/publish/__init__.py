"""Answers -> people: the HTTP API (`api`), the web app's built files (`site`), records and tables for other programs."""
