# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_gainsay_global_optspecs
    string join \n h/help V/version
end

function __fish_gainsay_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_gainsay_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_gainsay_using_subcommand
    set -l cmd (__fish_gainsay_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c gainsay -n "__fish_gainsay_needs_command" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_needs_command" -s V -l version -d 'Print version'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "convert" -d 'Write the text and structure of an article as JSON'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "check" -d 'List the problems of annotation files: file, place, problem and repair'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "anchor" -d 'Reanchor annotations on another version of the article: prints one JSON line per fragment'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "merge" -d 'Merge two versions of an annotation file, mark by mark, or of a project file; for git, see Working in a team in the manual'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "project" -d 'Print the ledger, the threads or the articles of a folder, as JSON lines or CSV'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "formats" -d 'List the formats of articles, imports and exports'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "keys" -d 'List the keys'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "export" -d 'Export annotations to a format of other tools'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "import" -d 'Import annotations of other tools: writes the text of each article, with an annotation file beside it'
complete -c gainsay -n "__fish_gainsay_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gainsay -n "__fish_gainsay_using_subcommand convert" -l output -d 'The file to write, or the folder for a folder; standard output by default' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand convert" -l whole-page -d 'Include everything on a web page, not only the article'
complete -c gainsay -n "__fish_gainsay_using_subcommand convert" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand check" -l repair -d 'Repair what can be repaired, and list the repairs before the remaining problems'
complete -c gainsay -n "__fish_gainsay_using_subcommand check" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand anchor" -l output -d 'The file to write the reanchored annotations to; by default none is written' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand anchor" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand merge" -l output -d 'The file to write the result to' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand merge" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand project" -l list -d 'The list to print' -r -f -a "ledger\t''
threads\t''
speakers\t''
articles\t''"
complete -c gainsay -n "__fish_gainsay_using_subcommand project" -l to -d 'The format to print it in' -r -f -a "jsonl\t'JSON lines, an object a row'
csv\t'A table (RFC 4180)'"
complete -c gainsay -n "__fish_gainsay_using_subcommand project" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gainsay -n "__fish_gainsay_using_subcommand formats" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand keys" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l output -d 'The file to write, or the folder for a folder or for a format of several files; standard output by default' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l paper -d 'The paper of a PDF file' -r -f -a "a4\t''
letter\t''"
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l to -d 'The format; `gainsay formats` lists them' -r -f -a "aif\t''
argdown\t''
article-pdf\t''
brat\t''
cas\t''
claimreview\t''
csv\t''
dot\t''
html\t''
hypothesis\t''
jsonl\t''
ledger-csv\t''
ledger-markdown\t''
markdown\t''
pdf\t''
qdpx\t''
report\t''
svg\t''
w3c\t''"
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l project -d 'Export the folder as one project: its threads, links between articles and sources in one report or file'
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l strict -d 'Skip annotation files that would lose something in this format, and exit with 1'
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l bom -d 'Begin a CSV table with a byte-order mark, by which Excel recognises UTF-8'
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -l full -d 'In a report, also give ids, offsets and exact times'
complete -c gainsay -n "__fish_gainsay_using_subcommand export" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand import" -l output -d 'The folder to write articles and annotation files (.ron) to' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand import" -l article -d 'The annotated article, if the format does not contain its text' -r -F
complete -c gainsay -n "__fish_gainsay_using_subcommand import" -l from -d 'The format; `gainsay formats` lists them' -r -f -a "brat\t''
hypothesis\t''
qdpx\t''
w3c\t''"
complete -c gainsay -n "__fish_gainsay_using_subcommand import" -s h -l help -d 'Print help'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "convert" -d 'Write the text and structure of an article as JSON'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "check" -d 'List the problems of annotation files: file, place, problem and repair'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "anchor" -d 'Reanchor annotations on another version of the article: prints one JSON line per fragment'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "merge" -d 'Merge two versions of an annotation file, mark by mark, or of a project file; for git, see Working in a team in the manual'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "project" -d 'Print the ledger, the threads or the articles of a folder, as JSON lines or CSV'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "formats" -d 'List the formats of articles, imports and exports'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "keys" -d 'List the keys'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "export" -d 'Export annotations to a format of other tools'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "import" -d 'Import annotations of other tools: writes the text of each article, with an annotation file beside it'
complete -c gainsay -n "__fish_gainsay_using_subcommand help; and not __fish_seen_subcommand_from convert check anchor merge project formats keys export import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
