"""What runs inside the sandbox: nothing here is trusted once a student's code has run beside it."""
