"""To whom what was sent, what they said, what is due and who must act next; and the years before this desk."""
