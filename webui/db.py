"""Flask's way to the database: the engine every Work runs on, and a session that only reads."""

from flask_sqlalchemy import SQLAlchemy

from casework.store import Base

#: Models are casework's own (plain SQLAlchemy); no ``db.Model`` class exists. Used are ``init_app``,
#: ``engine`` and, before anybody acts, ``session``: a plain session on a prepared engine cannot write.
db = SQLAlchemy(metadata=Base.metadata)
