"""Who uses Eyre: accounts, sign-in, roles, and what each role may do."""
