"""The pages about people: for administrators, for everybody's own account, for those who are invited."""
