"""What gunicorn serves in the web benchmark: our application, and the least that a signed-in page can be.

The floor: Flask, Flask-Login with the user read from its table, twenty rows and a capped count by Core, one
file template; its POST is the bare driver's sign-off of `floors.py`.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import floors
from flask import Flask, Response, redirect, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from sqlalchemy import create_engine, text

from webapp import create_app
from webapp.settings import read_settings

FOLDER = "BENCH_WEB"
_USER = text("SELECT id, name, role FROM person WHERE id = :id")
_ROWS = text(
    "SELECT id, title, state, due, version FROM waiting WHERE role = :role ORDER BY due, id LIMIT 20"
)
_TOTAL = text("SELECT count(*) FROM (SELECT 1 FROM waiting WHERE role = :role LIMIT 1001) AS capped")


class Person(UserMixin):
    """Who is signed in at the floor."""

    def __init__(self, id_: int, name: str, role: str) -> None:
        self.id, self.name, self.role = id_, name, role


def ours() -> Flask:
    """Our application over the data folder that the environment names."""
    return create_app(read_settings(Path(os.environ[FOLDER])))


def floor() -> Flask:
    """The minimal application over the same folder."""
    folder = Path(os.environ[FOLDER])
    app = Flask("served", root_path=str(Path(__file__).parent))
    app.secret_key = "floor"  # guards nothing
    engine = create_engine(f"sqlite:///{folder / 'floor-web.db'}")
    logins = LoginManager(app)
    side = floors.sqlite(folder / "floor.db")
    clients: list[floors.Client] = []
    number = itertools.count(os.getpid())

    @logins.user_loader
    def load(id_: str) -> Person | None:
        with engine.connect() as connection:
            row = connection.execute(_USER, {"id": int(id_)}).one_or_none()
        return Person(row.id, row.name, row.role) if row else None

    @app.get("/in")
    def enter() -> str:
        login_user(load("1"))
        return "in"

    @app.get("/")
    @login_required
    def waiting() -> str:
        role = {"role": current_user.role}
        with engine.connect() as connection:
            rows, total = connection.execute(_ROWS, role).all(), connection.scalar(_TOTAL, role)
        return render_template("waiting.html", rows=rows, total=total, user=current_user)

    @app.post("/sign")
    @login_required
    def sign() -> Response:
        if not clients:
            clients.append(side.open(next(number), 1))
        floors.step(clients[0])
        return redirect("/")

    return app
