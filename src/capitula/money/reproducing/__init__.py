"""Published settlements and payments computed again from their own terms and inputs."""
