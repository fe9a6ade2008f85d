# Completion of flinkready for bash: source this file, or put it into /usr/share/bash-completion/completions as flinkready.
_flinkready() {
  local IFS=$'\n'
  # The program itself knows its commands, options and values.
  COMPREPLY=($(compgen -W "$(flinkready "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _flinkready flinkready
