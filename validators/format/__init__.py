"""How a paper looks, held against the law: the hands of the rules on page, type and setting."""
