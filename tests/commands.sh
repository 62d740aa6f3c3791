# Which commands of one name are on PATH, not only the first?
# shellcheck shell=sh

# every NAME: a path a line; a directory that PATH has under two names counts once.
every() {
	printf '%s\n' "$PATH" | tr : '\n' | while IFS= read -r every_dir; do
		every_dir=$(cd -P -- "${every_dir:-.}" 2>/dev/null && pwd) && [ -x "$every_dir/$1" ] && [ -f "$every_dir/$1" ] && printf '%s\n' "$every_dir/$1"
	done | awk '!seen[$0]++'
}
