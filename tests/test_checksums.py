"""Hash lists against `sha256sum`'s format and known digests."""

import hashlib

import pytest

from helpers import checksums
from helpers.errors import CourseError

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("abc")
    (tmp_path / "b.txt").write_text("")
    checksums.write(tmp_path, ["b.txt", "a.txt"])
    return tmp_path


def test_the_list_is_that_of_sha256sum(folder):
    empty = hashlib.sha256(b"").hexdigest()
    assert (folder / "SHA256SUMS").read_text() == f"{ABC}  a.txt\n{empty}  b.txt\n"
    assert checksums.read(folder) == {"a.txt": ABC, "b.txt": empty}


def test_sound_files_pass_and_extra_ones_are_nobodys_business(folder):
    (folder / "c.txt").write_text("more")
    checksums.verify(folder, "git checkout")


def test_a_changed_file_is_named_with_its_remedy(folder):
    (folder / "a.txt").write_text("abd")
    with pytest.raises(CourseError, match=r"a\.txt is damaged .* restore it with: git checkout -- there"):
        checksums.verify(folder, "git checkout -- there")


def test_a_missing_file_is_named_with_its_remedy(folder):
    (folder / "b.txt").unlink()
    with pytest.raises(CourseError, match=r"b\.txt is missing; restore it with: git checkout"):
        checksums.verify(folder, "git checkout")


def test_a_folder_without_a_list_has_nothing_to_verify(tmp_path):
    assert checksums.read(tmp_path) == {}
    checksums.verify(tmp_path, "git checkout")


def test_lists_written_by_other_tools_are_read(tmp_path):
    (tmp_path / "SHA256SUMS").write_text(f"{ABC} *my file.bin\n\n")
    assert checksums.read(tmp_path) == {"my file.bin": ABC}


def test_a_list_that_was_cut_off_lists_what_is_whole(folder):
    (folder / "SHA256SUMS").write_text(f"{ABC}  a.txt\n{ABC[:20]}")
    assert checksums.read(folder) == {"a.txt": ABC}
