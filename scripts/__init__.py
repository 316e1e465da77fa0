"""Scripts of the project's own work; the package does not use them."""
