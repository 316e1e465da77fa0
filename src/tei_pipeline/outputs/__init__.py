"""The outputs: what an edition is published as. Each knows one target; none writes a file."""
