"""Files that people send: looked into before they are kept, kept under the digest of what they hold, never changed."""
