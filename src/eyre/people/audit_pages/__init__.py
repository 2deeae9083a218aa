"""The auditor's pages: what can be asked, how it is shown, whose ids they are."""
