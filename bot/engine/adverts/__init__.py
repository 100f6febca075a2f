"""What job adverts ask for: sentences to signs, signs to roles, roles to an answer."""
