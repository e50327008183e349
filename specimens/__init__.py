"""Worked examples, as data: what each rule finds, and small dossiers to try."""
