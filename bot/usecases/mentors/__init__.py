"""What happens at the desk: between mentors, mentees and admins, beside any conversation."""
