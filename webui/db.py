"""Flask's way to the database: the engine every Work runs on, and a session that only reads."""

from flask_sqlalchemy import SQLAlchemy

from casework.store import Base

#: Models are casework's own (plain SQLAlchemy); no ``db.Model`` class exists. Used are ``init_app``,
#: ``engine`` and, before anybody acts, ``session``. It only reads; on SQLite a plain session could not write.
db = SQLAlchemy(metadata=Base.metadata)
