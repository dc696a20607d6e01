"""The commands, one module for each thing a person does. Each imports what is heavy late."""
