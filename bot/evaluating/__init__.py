"""How right the quiz is, measured on practitioners; plain Python, no table stays in memory."""
