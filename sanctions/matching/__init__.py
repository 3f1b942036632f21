"""Finding, among the entries of official lists, who a subject might be. It yields candidates; a person judges."""
