"""From voice to topic: demands are collected without names and put under topics."""
