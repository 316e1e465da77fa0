"""The record of a document: the one extraction that registers and lists are made from."""
