"""What partners documented: intake, subjects, evidence, consent, review."""
