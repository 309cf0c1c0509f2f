"""One module a page kind: corpus and findings → the view that its template sees."""
