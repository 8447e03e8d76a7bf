"""Two plans of a connector to what changed between them: for whoever reviews what an agent may do."""
