//! The icons: letters of a font of their own, which labels and buttons mix with words.
//!
//! An icon says nothing to an assistive technology: a button with nothing else on it has a name
//! (`widgets::icon_button`).

/// Makes a constant of each icon, and the table of them all.
macro_rules! icons {
    ($($name:ident $glyph:literal $lucide:literal $doc:literal)*) => {
        $(
            #[doc = $doc]
            pub const $name: &str = $glyph;
        )*

        /// Every icon: its name in the set it is of, with its letter.
        pub const ICONS: &[(&str, &str)] = &[$(($lucide, $name)),*];
    };
}

icons! {
    CLOSE "\u{E1B2}" "x" "Closing, dismissing."
    ADD "\u{E13D}" "plus" "Adding."
    LESS "\u{E11C}" "minus" "Taking away."
    MORE "\u{E0B6}" "ellipsis" "A menu with more."
    UP "\u{E070}" "chevron-up" "Upwards, or folding."
    DOWN "\u{E06D}" "chevron-down" "Downwards, or a menu."
    LEFT "\u{E06E}" "chevron-left" "To the previous one."
    RIGHT "\u{E06F}" "chevron-right" "To the next one, or unfolding."
    TO "\u{E049}" "arrow-right" "A way to another one."
    FROM "\u{E048}" "arrow-left" "A way from another one."
    SORT "\u{E37D}" "arrow-up-down" "Sorting."
    INFO "\u{E0F9}" "info" "A notice."
    WARNING "\u{E193}" "triangle-alert" "A warning, or the problems of the file."
    ERROR "\u{E077}" "circle-alert" "An error."
    HINT "\u{E1C2}" "lightbulb" "A hint or a suggestion."
    MARKS "\u{E0F4}" "highlighter" "The marks."
    LEDGER "\u{E212}" "scale" "The ledger."
    MAP "\u{E425}" "workflow" "The map."
    SPEAKERS "\u{E1A4}" "users" "The speakers."
    OUTLINE "\u{E61E}" "table-of-contents" "The outline."
    CHANGES "\u{E317}" "file-diff" "The changes of the article."
    NOTE "\u{E303}" "sticky-note" "A note."
    DISCUSS "\u{E568}" "message-circle-question-mark" "A flag for discussion."
    UNDO "\u{E2A1}" "undo-2" "Undoing."
    HISTORY "\u{E1F5}" "history" "The history."
    OPEN "\u{E247}" "folder-open" "Opening a file."
    CASE "\u{E3D9}" "case-sensitive" "Distinction of upper and lower case."
    WHOLE_WORDS "\u{E3DF}" "whole-word" "Whole words only."
    REGEX "\u{E1FC}" "regex" "A regular expression."
    MARK_ALL "\u{E1D0}" "list-checks" "All of them at once."
    READING "\u{E587}" "a-large-small" "How the article is set."
    BOOK "\u{E05F}" "book-open" "Reading alone."
    PANEL "\u{E431}" "panel-right" "The side panel."
    FULL_SCREEN "\u{E112}" "maximize" "Filling the screen."
    LEAVE_FULL_SCREEN "\u{E11A}" "minimize" "Leaving the full screen."
    EXTERNAL "\u{E0B9}" "external-link" "Outside of Gainsay."
    ARTICLES "\u{E348}" "newspaper" "The articles of a project."
    SEARCH "\u{E151}" "search" "Searching."
    SIDEBAR "\u{E12A}" "panel-left" "The sidebar of a project."
    DONE "\u{E226}" "circle-check" "Done."
    FILTER "\u{E460}" "list-filter" "Listing some only."
    FOLDER "\u{E0D7}" "folder" "A folder."
    THREAD "\u{E38B}" "spline" "A thread of claims that restate each other."
    TIMELINE "\u{E624}" "chart-gantt" "A timeline."
    DIFFERENCE "\u{E1BE}" "equal-not" "A difference."
    SIDE_BY_SIDE "\u{E098}" "columns-2" "Two articles side by side."
    LINK "\u{E102}" "link" "A link."
    UNLINK "\u{E19C}" "unlink" "Deleting a link."
    REVERSE "\u{E24A}" "arrow-left-right" "Reversing a link."
    DELETE "\u{E18E}" "trash-2" "Deleting."
    EDIT "\u{E1F9}" "pencil" "Changing words."
    MERGE "\u{E43F}" "merge" "Merging."
    SPLIT "\u{E440}" "split" "Splitting."
    EXPORT "\u{E0B2}" "download" "Exporting."
    RELOAD "\u{E145}" "refresh-cw" "Reading again."
    DATE "\u{E2B9}" "calendar-days" "A date."
    TAG "\u{E17F}" "tag" "A tag."
    GROUP "\u{E529}" "layers" "Groups."
}
