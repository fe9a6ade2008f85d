# Completion of flinkready for fish: put this file into ~/.config/fish/completions.
# The program itself knows its commands, options and values.
complete --command flinkready --arguments '(flinkready "[suggest:"(commandline --cursor)"]" (commandline) 2>/dev/null)'
