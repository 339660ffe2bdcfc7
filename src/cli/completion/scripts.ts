export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/**
 * Each asks kv itself: the word being typed behind a colon (an empty one would get lost on the way), then those before it.
 * Answers are lines of word, tab, meaning; without any, the shell proposes files.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# Vervollständigung für kv in bash. Einrichten: kv completion bash >> ~/.bashrc
_kv() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" __complete ":\${COMP_WORDS[COMP_CWORD]}" -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null | cut -f 1))
}
complete -o default -F _kv kv
`,
  zsh: `#compdef kv
# Vervollständigung für kv in zsh. Einrichten: kv completion zsh >> ~/.zshrc (hinter compinit)
_kv() {
  local line
  local -a found
  for line in "\${(@f)$("$words[1]" __complete ":$words[CURRENT]" -- "\${(@)words[2,CURRENT-1]}" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#found} )); then _describe 'kv' found; else _files; fi
}
compdef _kv kv
`,
  fish: `# Vervollständigung für kv in fish. Einrichten: kv completion fish > ~/.config/fish/completions/kv.fish
function __kv_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($before[1] __complete ":$current" -- $before[2..] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path $current
    end
end
complete -c kv -f -a '(__kv_complete)'
`,
  powershell: `# Vervollständigung für kv in PowerShell. Einrichten: kv completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName kv -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $elements = @($commandAst.CommandElements)
    $before = @($elements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    & "$($elements[0])" __complete ":$wordToComplete" '--' @before 2>$null | ForEach-Object {
        $word, $meaning = $_ -split "\`t", 2
        if (-not $meaning) { $meaning = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
    }
}
`,
};
