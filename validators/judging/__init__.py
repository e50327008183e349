"""The course of a judgement: a household is heard, rules are applied, what they yield is entered and summed up."""
