# zsh -f ask.zsh SCRIPT LINE: what an interactive zsh offers behind LINE, a line for each
zmodload zsh/zpty || exit 1
zpty z zsh -f -i
zpty -w z "PS1=''; unsetopt zle_bracketed_paste; stty columns 200; autoload -Uz compinit; compinit -u -D; source ${(q)1}"
# every candidate passes through compadd; with -O, -A or -D it only stores
zpty -w z 'compadd() {
	if [[ " ${@[1,(i)(-|--)]} " != *" -"(O|A|D)" "* ]]; then
		local -a found
		builtin compadd -O found "$@"
		for one in $found; do print -r -- "OFFER:$IPREFIX$one"; done
	fi
	builtin compadd "$@"
}'
zpty -w z 'finish() { print -r -- END-OF-OFFERS; exit }; comppostfuncs=( finish ); bindkey "^I" complete-word; print READY'
zpty -r -m z seen '*READY*READY*' >/dev/null
zpty -n -w z "$2"$'\t'
while zpty -r z line; do
	[[ $line == *END-OF-OFFERS* ]] && break
	[[ $line == *OFFER:* ]] && print -r -- "${${line%%$'\r\n'}##*OFFER:}"
done
zpty -d z
