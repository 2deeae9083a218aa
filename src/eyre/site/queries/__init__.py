"""Reads for the pages that put several areas on one sheet. Each returns frozen values made for its page."""
