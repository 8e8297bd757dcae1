"""Others that search: small programs that environments of their own run, asked by :mod:`eval.peers.protocol`.

``make peers`` installs what ``environments/NAME.txt`` pins into ``build/peers/NAME``. Each is set up as its own
documentation recommends. All read the bundled model, by model2vec.
"""
