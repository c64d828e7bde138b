"""How paper is made: packs, compiled templates, drafts and finals.

``pack.find`` gives a pack, ``render.draft`` and ``render.final`` make a document of it and a dict,
``lint.check`` says what is wrong with a pack. ``chart.bar`` draws a share as text, ``values.Picture``
is a PNG. The modules are imported by name, because Word's libraries take a while to load.
"""
