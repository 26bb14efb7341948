
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'gainsay' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'gainsay'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'gainsay' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write the text and structure of an article as JSON')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'List the problems of annotation files: file, place, problem and repair')
            [CompletionResult]::new('anchor', 'anchor', [CompletionResultType]::ParameterValue, 'Reanchor annotations on another version of the article: prints one JSON line per fragment')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Merge two versions of an annotation file, mark by mark, or of a project file; for git, see Working in a team in the manual')
            [CompletionResult]::new('project', 'project', [CompletionResultType]::ParameterValue, 'Print the ledger, the threads or the articles of a folder, as JSON lines or CSV')
            [CompletionResult]::new('formats', 'formats', [CompletionResultType]::ParameterValue, 'List the formats of articles, imports and exports')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'List the keys')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export annotations to a format of other tools')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import annotations of other tools: writes the text of each article, with an annotation file beside it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gainsay;convert' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or the folder for a folder; standard output by default')
            [CompletionResult]::new('--whole-page', '--whole-page', [CompletionResultType]::ParameterName, 'Include everything on a web page, not only the article')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;check' {
            [CompletionResult]::new('--repair', '--repair', [CompletionResultType]::ParameterName, 'Repair what can be repaired, and list the repairs before the remaining problems')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;anchor' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write the reanchored annotations to; by default none is written')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;merge' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write the result to')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;project' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'The list to print')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The format to print it in')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gainsay;formats' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;keys' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;export' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or the folder for a folder or for a format of several files; standard output by default')
            [CompletionResult]::new('--paper', '--paper', [CompletionResultType]::ParameterName, 'The paper of a PDF file')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The format; `gainsay formats` lists them')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Export the folder as one project: its threads, links between articles and sources in one report or file')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Skip annotation files that would lose something in this format, and exit with 1')
            [CompletionResult]::new('--bom', '--bom', [CompletionResultType]::ParameterName, 'Begin a CSV table with a byte-order mark, by which Excel recognises UTF-8')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'In a report, also give ids, offsets and exact times')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;import' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The folder to write articles and annotation files (.ron) to')
            [CompletionResult]::new('--article', '--article', [CompletionResultType]::ParameterName, 'The annotated article, if the format does not contain its text')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The format; `gainsay formats` lists them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'gainsay;help' {
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write the text and structure of an article as JSON')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'List the problems of annotation files: file, place, problem and repair')
            [CompletionResult]::new('anchor', 'anchor', [CompletionResultType]::ParameterValue, 'Reanchor annotations on another version of the article: prints one JSON line per fragment')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Merge two versions of an annotation file, mark by mark, or of a project file; for git, see Working in a team in the manual')
            [CompletionResult]::new('project', 'project', [CompletionResultType]::ParameterValue, 'Print the ledger, the threads or the articles of a folder, as JSON lines or CSV')
            [CompletionResult]::new('formats', 'formats', [CompletionResultType]::ParameterValue, 'List the formats of articles, imports and exports')
            [CompletionResult]::new('keys', 'keys', [CompletionResultType]::ParameterValue, 'List the keys')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export annotations to a format of other tools')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import annotations of other tools: writes the text of each article, with an annotation file beside it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gainsay;help;convert' {
            break
        }
        'gainsay;help;check' {
            break
        }
        'gainsay;help;anchor' {
            break
        }
        'gainsay;help;merge' {
            break
        }
        'gainsay;help;project' {
            break
        }
        'gainsay;help;formats' {
            break
        }
        'gainsay;help;keys' {
            break
        }
        'gainsay;help;export' {
            break
        }
        'gainsay;help;import' {
            break
        }
        'gainsay;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
