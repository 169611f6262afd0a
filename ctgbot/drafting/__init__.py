"""What a draft of a free section is made of: facts, shares, blanks, sentences of the genre. Pure: values only."""
