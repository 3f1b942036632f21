"""Every write about deliveries, one module for each kind of thing."""
