# Do other people's prompts show the segment with the lines of the manual (PROMPTS)? In the real thing, where it is installed.
# check-prompts.sh bash|zsh|fish, started by run.sh.
shell=$1

# Plays steps (standard input) in a terminal; they make the rc file's own prompt another one.
play() {
	cat >"$HOME/prompt.scn"
	"$TERMINAL" "$shell" "$HOME/prompt.scn"
}

theme=/usr/share/powerlevel9k/powerlevel9k.zsh-theme

case $shell in
bash)
	if [ -r /usr/share/liquidprompt/liquidprompt ]; then
		mkdir -p "$HOME/.config/liquidprompt"
		# shellcheck disable=SC2016
		play <<-'SCN'
			after PS1='$ '; . /usr/share/liquidprompt/liquidprompt --no-activate; LP_ENABLE_BATT=0 LP_ENABLE_LOAD=0 LP_ENABLE_TEMP=0; lp_activate --no-config; LP_PS1_PREFIX='${__slsenv_segment:+$__slsenv_segment }' LP_PS1_POSTFIX='\[\e]7777;$$.$((__t_n+=1))\a\]'
			start proj/shop
			type cd ~/proj/other
			match ^dev:otherDev .*other
			type cd ~
			absent dev:
			match ^[^d].*~
		SCN
	else
		echo "ok - $shell: liquidprompt # SKIP not installed"
	fi
	if command -v tmux >/dev/null; then
		cd "$HOME/proj/shop" || exit 99
		cat >"$HOME/status.conf" <<-'CONF'
			set -g status-right '#(slsenv prompt -C "#{pane_current_path}" --format tmux)'
			set -g status-right-length 60
			set -g status-interval 1
		CONF
		# A status line is drawn for a terminal: another tmux is one, and can be looked at.
		tmux -L status -f "$HOME/status.conf" new-session -d -x 100 -y 9 'sleep 60'
		tmux -L screen -f /dev/null new-session -d -x 100 -y 10 'TMUX= exec tmux -L status attach'
		for _ in $(seq 100); do
			shown=$(tmux -L screen capture-pane -p -e | grep -o '.\[32mdev:shopDev' | tr -d '\033')
			[ -z "$shown" ] || break
			sleep 0.1
		done
		tmux -L status kill-server
		tmux -L screen kill-server 2>/dev/null
		if [ "$shown" = '[32mdev:shopDev' ]; then echo "ok - $shell: the status line of tmux"
		else printf 'not ok - %s: the status line of tmux\n# %s\n' "$shell" "$shown"; fi
	else
		echo "ok - $shell: the status line of tmux # SKIP no tmux here"
	fi
	;;
zsh)
	if [ -r "$theme" ]; then
		# shellcheck disable=SC2016
		play <<-'SCN'
			env DEFAULT_USER=root
			before POWERLEVEL9K_CUSTOM_SLSENV='print -rn -- "${SLSENV_PROMPT//\%/%%}"'; POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(custom_slsenv dir); POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(); source /usr/share/powerlevel9k/powerlevel9k.zsh-theme
			after mark() { PROMPT+='%{'$'\e]7777;''$$.$((__t_n+=1))'$'\a%}' }; autoload -Uz add-zsh-hook; add-zsh-hook precmd mark
			start proj/shop
			type cd ~/proj/other
			match dev:otherDev .*proj/other
			type cd ~/proj/hostile
			expect dev:%F{red}%n
			type ls ~ | grep -c pwned
			expect 0
			type cd ~
			absent dev:
			match ~
		SCN
	else
		echo "ok - $shell: powerlevel9k # SKIP not installed"
	fi
	;;
esac
