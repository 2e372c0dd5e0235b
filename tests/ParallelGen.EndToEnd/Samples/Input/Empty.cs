// Nothing to measure here, and still a file.
