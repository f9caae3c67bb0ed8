"""What the project itself needs: checks, benchmark, pictures, messages. Not in the wheel."""
