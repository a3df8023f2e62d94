"""What one sentence says: its clauses, what each value measures, what each time dates, how it is meant."""
