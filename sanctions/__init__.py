"""Official lists: read, kept, compared from day to day, and searched for the people others recommend. Knows no case."""
