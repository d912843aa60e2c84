"""What is played: immutable values, validated once."""
