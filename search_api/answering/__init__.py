"""Answers to questions: sentences copied from the archive, each with its place, or the reason why there are none.

``question`` reads what is asked, ``sentences`` cuts passages, ``evidence`` tells which sentences hold the kind of
thing that is asked, ``candidates`` weighs them, ``doubt`` says how sure that is, ``answerer`` puts it together. A
model server may word the answer (``model_server``, ``telling``); ``support`` keeps only what the passages say.
"""
