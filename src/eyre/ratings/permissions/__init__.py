"""Who may judge, comment, read as a second person, and decide? Pure: a standing and facts in, the role that allows it out."""
