"""The implementation of bench/run."""
