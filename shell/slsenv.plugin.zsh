# How does a zsh plugin manager load slsenv? As a person's rc file does; the program itself comes from elsewhere.
if [[ -n ${commands[slsenv]-} ]]; then
	eval "$(slsenv init zsh)"
fi
