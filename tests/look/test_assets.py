"""The build of static/dist/: nothing to do is nothing done, and what fails leaves what was there."""

import pytest

from launch import assets, node


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project whose build only writes a file; `broken` makes it fail at the last moment."""
    for name in ("package-lock.json", "package.json", "faces.py"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "page.css").write_text("a {}")
    places = {"ROOT": tmp_path, "DIST": tmp_path / "static" / "dist", "LOCK": tmp_path / "package-lock.json"}
    for name, value in {**places, "FACES": tmp_path / "faces.py", "MODULES": tmp_path / "node_modules"}.items():
        monkeypatch.setattr(assets, name, value)
    scripts = tmp_path / "node_modules" / assets.SCRIPTS[0].parent
    scripts.mkdir(parents=True)
    (scripts / assets.SCRIPTS[0].name).write_text("go();\n//# sourceMappingURL=go.js.map")
    monkeypatch.setattr(assets, "install_modules", lambda folder: None)
    monkeypatch.setattr(assets, "make_faces", lambda new: None)
    monkeypatch.setattr(assets, "make_sheet", lambda new: (new / "site.css").write_text("built"))
    return tmp_path


def left_behind(project):
    return [path.name for path in project.iterdir() if path.name.startswith(".assets")]


def test_script_of_others_names_no_map_that_is_not_there(project):
    assert assets.build()

    assert (project / "static" / "dist" / assets.SCRIPTS[0].name).read_text() == "go();\n"


def test_second_build_has_nothing_to_do(project):
    assert [assets.build(), assets.build()] == [True, False]


def test_changed_sheet_is_built_again(project):
    assets.build()

    (project / "static" / "css" / "page.css").write_text("b {}")

    assert assets.build()


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, node.ToolFailed])
def test_failed_build_leaves_the_old_one_and_no_litter(project, monkeypatch, trouble):
    assets.build()
    (project / "static" / "css" / "page.css").write_text("b {}")

    def break_off(new):
        (new / "site.css").write_text("half")
        raise trouble

    monkeypatch.setattr(assets, "make_sheet", break_off)
    with pytest.raises(trouble):
        assets.build()

    assert (project / "static" / "dist" / "site.css").read_text() == "built"
    assert left_behind(project) == []


def test_litter_of_a_killed_build_is_swept(project):
    (project / ".assets-dead").mkdir()

    assets.build()

    assert left_behind(project) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("npm error code ENOTFOUND\nnpm error network request failed", "registry cannot be reached"),
        ("npm error code ENOSPC\nnpm error nospc", "disk is full"),
        ("npm error code EINTEGRITY\nnpm error sha512", "npm ci --quiet failed: npm error code EINTEGRITY"),
        ("", "it said nothing"),
    ],
)
def test_failure_is_told_in_one_sentence(said, answer):
    assert answer in node.reason(["/usr/bin/npm", "ci", "--quiet"], said)


def test_missing_program_is_named(tmp_path):
    with pytest.raises(node.ToolFailed, match="no-such-program is not installed"):
        node.run(["no-such-program"], tmp_path)
