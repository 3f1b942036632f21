"""What we ask of authorities: recommendations, dossiers, sending, tracking, insight."""
