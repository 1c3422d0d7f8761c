"""Vedette reads news about a crisis into a sourced ledger."""
