/// What a shell reads to complete the words of a command line: it asks `swiftplay complete` for them.
enum CompletionScript: String, CaseIterable, Sendable {
    case bash, zsh, fish

    /// - Parameter programs: the names by which this program is installed.
    func text(for programs: [String]) -> String {
        let names = programs.joined(separator: " ")
        return switch self {
        case .bash:
            """
            # Completion of swiftplay for bash: source it, or put it into share/bash-completion/completions.
            _swiftplay() {
                local line
                COMPREPLY=()
                while IFS= read -r line; do
                    case $line in
                        :files)
                            compopt -o filenames 2>/dev/null
                            while IFS= read -r line; do COMPREPLY+=("$line"); done \\
                                < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}") ;;
                        *) COMPREPLY+=("${line%%$'\\t'*}") ;;
                    esac
                done < <(swiftplay complete -- "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
            }
            complete -F _swiftplay \(names)

            """
        case .zsh:
            """
            #compdef \(names)
            # Completion of swiftplay for zsh: put it into a directory of fpath as _swiftplay.
            _swiftplay() {
                local line
                local -a candidates
                for line in "${(@f)$(swiftplay complete -- "${(@)words[1,CURRENT]}" 2>/dev/null)}"; do
                    case $line in
                        :files) _files ;;
                        ?*) candidates+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}") ;;
                    esac
                done
                (( $#candidates )) && _describe -t words swiftplay candidates
                return 0
            }
            if [ "$funcstack[1]" = _swiftplay ]; then _swiftplay "$@"; else compdef _swiftplay \(names); fi

            """
        case .fish:
            """
            # Completion of swiftplay for fish: put it into ~/.config/fish/completions.
            function __swiftplay_complete
                set -l current (commandline -ct)
                for line in (swiftplay complete -- (commandline -opc) "$current" 2>/dev/null)
                    if test "$line" = ":files"
                        __fish_complete_path "$current"
                    else
                        echo $line
                    end
                end
            end
            for name in \(names)
                complete -c $name -f -a '(__swiftplay_complete)'
            end

            """
        }
    }
}
