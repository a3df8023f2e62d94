"""Folders of models by themselves: what is loaded from where, what is wrong with one, the beginning of a new one."""
