"""The demonstration: fictional Veldonia, an outbox instead of mail. Not installed in production."""
