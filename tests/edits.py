"""Does Python's configparser, which AWS's tools read with, see the change that was wanted, and no other?

edits.py DIRECTORY: judges what tests/edits left there. What configparser refused before the edit should never have been edited.
"""
import configparser
import pathlib
import sys


def read(path):
    parser = configparser.RawConfigParser()
    parser.read_string(path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
    default = dict(parser.defaults())
    own = {s: {k: v for k, v in parser._sections[s].items()} for s in parser.sections()}
    return {**own, "DEFAULT": default}


judged = wrong = 0
for wanted in pathlib.Path(sys.argv[1]).glob("*.wanted"):
    section, key, *value = wanted.read_text().splitlines()
    try:
        before, after = read(wanted.with_suffix(".before")), read(wanted.with_suffix(".after"))
    except configparser.Error as error:
        print(f"# {wanted}: {error!r}")
        wrong += 1
        continue
    if value:
        before.setdefault(section, {})[key] = value[0]
    else:
        before.get(section, {}).pop(key, None)
    judged += 1
    if before != after:
        print(f"# {wanted}: {before} is not {after}")
        wrong += 1
print(f"judged {judged}, wrong {wrong}")
sys.exit(1 if wrong or not judged else 0)
