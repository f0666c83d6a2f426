"""The only files of the project that exist inside the jail: zygote, supervisor, runner and the protocol they speak.

Nothing in here may import the rest of the project, and nothing in here is believed by the judge.
"""
