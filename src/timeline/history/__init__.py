"""Questions asked of a chronicle."""
