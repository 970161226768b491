"""The stages of the therapy, one module each. Uses the model language only."""
