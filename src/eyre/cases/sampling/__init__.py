"""Case lists as files, and `eyre sample`: how many cases, which, and drawn so that anyone can draw them again."""
