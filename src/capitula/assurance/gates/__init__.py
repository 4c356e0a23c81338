"""Gates: what is submitted and rated at a checkpoint, what is decided, and what that rested on."""
