"""Who may do what with the cases of an inspection? One file for each thing that is asked."""
