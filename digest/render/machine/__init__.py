"""What machines read: structured data, cards, feeds, sitemaps, and pages as Markdown."""
