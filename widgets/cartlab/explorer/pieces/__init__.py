"""What panels share in drawing: each piece once for the stored picture (.py), once for the page (.js)."""
