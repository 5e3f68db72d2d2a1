"""What the session of one visitor holds: every key or pattern of keys, what is kept under it, who uses it.

No other file spells a key. Behind the colon stand the modules that write it (or draw the widget that holds it), behind
">" those that only read it; a test keeps the list of modules true. Keys of boxes begin with `text_` where they save
themselves and with `draft_` where the browser only holds the words (`keeper.js`). A statement's place is the name of
its fragment (`guide.answer.place`). Streamlit drops what a widget holds once it is drawn no longer; all else stays
until the tab closes. Must not import anything of sendsat.
"""

# Of every page
DESK = "_desk"  # the `Desk` at which this visitor works: shell > notices, workplace
# the pages by address: shell > another, home, leaders, navigation, other_door, prepare, room, wall
PAGES = "_pages"
MENU_SHOWN = "_menu_shown"  # whether this visit has had the menu drawn: shell
VIEW = "_view"  # the `View` read for this page: view > notices
NOTICES = "_notices"  # the latest `Notice` by its place: notices, whereabouts
HERE = "_here"  # the uid of the organisation one works in: first_run, whereabouts
# the uid of the organisation chosen, also in the address: whereabouts > actions, another, colleges_html, navigation
ORGANISATION = "org"
# id of the round chosen, also in the address: whereabouts > actions, closing, colleges_html, going, leaders, navigation
ROUND = "round"
# the id of the team chosen, also in the address: view, whereabouts > going, leaders, navigation, results, tile_html
TEAM = "team"
NEXT_ROUND = "_next_round"  # the id of a round to be chosen at the next drawing: moving, rounds, whereabouts
SIGN_IN_NOTED = "_sign_in_noted"  # when whose sign-in was noted came in, or that it was refused: shell
asked_address = "_asked_{}".format  # what a link asked for that is not here and was told: whereabouts
WAS_LET_IN = "_was_let_in"  # whether open invitations of this visitor were looked for: shell, whereabouts
done = "done_{}".format  # a text that was dealt with though the box no longer holds it: kept_text
seen = "seen_{}".format  # what the writer in a box started from: kept_text
FOLD_LABELS = "_fold_labels"  # the label that each fold was last drawn with: streamlit_hooks

# Section pages and their statements
SHOW_COLOURS = "show_colours"  # whether what each colour looks like is open everywhere: section > guide.statement
show_marks = "show_marks_{}".format  # the marks, such as law, whose statements a part shows: section
beside = "beside_{}".format  # which guidance is shown beside a part: guidance
ALONE_GUIDANCE = "alone_guidance"  # the id of the statement standing alone whose guidance is open: page
part_of = "part_of_{}".format  # the number of the part that is open: navigation, section
rating = "rating_{}".format  # the rating of a statement: guide.statement
# commentary, evidence or minority note of a statement (by field, place): answer > capture, guide.statement
words = "text_{}_{}".format
more = "shows_more_{}".format  # whether evidence, actions and more are open: details
older_history = "older_history_{}".format  # whether earlier changes are open: history
tick = "tick_{}_{}".format  # whether a piece of evidence was seen (by number, place): details
areas = "ofsted_{}_{}".format  # the Ofsted areas chosen (by framework id, place): details
cleared = "cleared_{}".format  # the clearing (`Changed`) that can be undone: clearing
confirm_tick = "confirm_tick_{}".format  # whether one of several carried forward is to be confirmed: confirming
confirmed = (
    "confirmed_{}".format
)  # the latest confirming of a part (`Changed` of each), which can be undone: confirming
# one field of an action under a statement (by name, action id, place): action_editor
action_field = "text_a{}_{}_{}".format
new_action = "draft_new_{}".format  # the text of an action not added yet: action_editor
new_owner = "draft_owner_{}".format  # its owner: action_editor
new_due = "new_due_{}".format  # its date: action_editor
new_priority = "new_priority_{}".format  # its priority: action_editor
# the place whose box for another action was asked for last, and a number that grows with each asking: action_editor
PLAN_ASKED = "_plan_asked"

# Action plan
PLAN_VIEW = "view"  # how the plan is shown, also in the address: action_plan
PLAN_WHICH = "show"  # which actions are shown (open, finished, all), also in the address: plan.filters > navigation
PLAN_OWNER = "owner"  # the owner whose actions are shown, by name, also in the address: plan.filters
PLAN_WORD = "containing"  # a word that shown actions have, also in the address: plan.filters > actions, navigation
PLAN_TEAM = "plan_team"  # the id of the team whose actions are shown, also in the address: plan.filters
PLAN_SITE = "plan_site"  # the id of the site whose teams' actions are shown, also in the address: plan.filters
PLAN_SECTION = "plan_section"  # the id of the section whose actions are shown, also in the address: plan.filters
PLAN_PRIORITY = "plan_priority"  # the priority that shown actions have, also in the address: plan.filters
PLAN_RATING = "plan_rating"  # the rating of what shown actions serve, also in the address: plan.filters
PLAN_KIND = "plan_kind"  # the format of the download: action_plan
PLAN_HOLDS = "plan_holds"  # whether the download holds what is shown or the whole plan: action_plan
PLAN_ONE = "plan_one"  # the id of the action opened in full, also in the address: action_detail > actions, navigation
PLAN_FINISHED = "plan_finished"  # the id of an action just finished, to be opened: action_detail, changes
PLAN_KEPT = "plan_kept"  # the id of that action, which stays in reach: action_detail
PLAN_EDITS = "plan_edits"  # how often the table was drawn anew: action_table
PLAN_ROWS = "plan_rows"  # the ids of its rows, in order: action_table
plan_table = "plan_table_{}".format  # the table, with the cells changed since it was drawn anew: action_table
PLAN_UNSAVED = "plan_unsaved"  # cells that could not be saved (`Unsaved`) by number: changes
PLAN_WAITING = "plan_waiting"  # changes of several cells that wait for a yes, by number: changes
PLAN_NUMBER = "plan_number"  # the latest of those numbers: changes
PLAN_TOLD = "plan_told"  # the latest change (`Told`), which Undo takes back: changes
plan_mine = "plan_mine_{}".format  # a cell that is put right: panels
plan_statements = "plan_statements_{}".format  # the statements an action serves: action_detail
measure = "text_measure_{}".format  # how people will know that an action worked: action_detail
milestone = "text_milestone_{}_{}".format  # what a milestone says (by action, number): milestones
milestone_due = "milestone_due_{}_{}".format  # by when it is to be reached: milestones
milestone_done = "milestone_done_{}_{}".format  # whether it is done: milestones
milestone_open = "milestone_open_{}_{}".format  # whether its boxes are open: milestones
new_milestone = "draft_milestone_{}".format  # a milestone not added yet (by action): milestones
new_milestone_due = "new_milestone_due_{}".format  # its date: milestones
closing = "text_closing_{}".format  # what shows that an action worked: action_detail
note = "draft_note_{}".format  # a note on progress not added yet: action_detail
PLAN_IMPORTS = "plan_imports"  # how many plans came in: a new box for each: plan_import
PLAN_BOX = "plan_import"  # whether the box that takes a file is open: plan_import
plan_file = "plan_file_{}".format  # the file of a plan: plan_import
PLAN_UNDO_STUCK = "plan_undo_stuck"  # the id of the import whose undoing meets later changes: plan_import
PLAN_UNDONE = "plan_undone"  # what an undoing did (`PlanUndone`): plan_import

# Priorities
priority_open = "priority_open_{}".format  # whether the actions of a row are open: priorities
priorities_all = "priorities_all_{}".format  # whether all rows of an edition are drawn: priorities

# Report
REPORT = "_report"  # the `Report` built for this page: report_item > notices
REPORT_TEAM = "report_team"  # the id of the team it is of, None for all: governors_pack, report > notices, report_item
REPORT_SITE = "report_site"  # the id of the site it is of, None for all: governors_pack, report > notices, report_item
REPORT_CHOICE = "report_choice"  # grouping and framework it is built with: governors_pack, report > report_item
REPORT_PART = "report_part"  # the part that is shown, also in the address: report
REPORT_GROUPING = "report_grouping"  # the grouping chosen, also in the address: report
REPORT_FRAMEWORK = "report_framework"  # the framework chosen, also in the address: governors_pack, report
editing = "editing_{}".format  # whether an item is edited: report_item
pack_picks = "pack_picks_{}".format  # what is picked for the pack (by round, team, kind): governors_pack
report_text = "text_{}".format  # the text of an item: report_item

# Rounds, teams, files
round_name = "name_{}".format  # another name for a round: rounds
supplement = "supplement_{}_{}".format  # whether a supplement is asked (by round, edition id): supplements
roll_up = "roll_up_{}".format  # how several teams' ratings become one in a round: roll_up
new_round_name = "new_round_name_{}".format  # the name of a round not started yet: rounds
NEW_ROUND_HOW = "new_round_how"  # how it starts: rounds
NEW_ROUND_SOURCE = "new_round_source"  # the round it starts from: rounds
site_name = "site_name_{}".format  # a new name of a site: set_up
new_site_name = "new_site_name_{}".format  # the name of a site not added yet, empty again after each: set_up
merge_into = "merge_into_{}".format  # the id of the site that another is merged into: merging
team_site = "team_site_{}".format  # the id of the site a team belongs to: placing
team_name = "team_name_{}".format  # another name for a team: rounds
team_sections = "team_sections_{}".format  # the sections it rates: rounds
new_team_name = "new_team_name_{}".format  # the name of a team not added yet: rounds
new_team_sections = "new_team_sections_{}".format  # the sections it will rate: rounds
ANOTHER_NAME = "another_name"  # the name of an organisation not added yet: another
ANOTHER_KIND = "another_kind"  # its type: another
ANOTHER_ROUND = "another_round"  # the name of its first round: another
ORGANISATION_NAME = "organisation_name"  # another name for the organisation: rounds
ORGANISATION_KIND = "organisation_kind"  # its type: rounds
EXPORT_TEAM = "export_team"  # the team of the workbook to download: taking_away
IMPORT_TEAM = "import_team"  # the team that a file is brought in for: importing
IMPORT_TURN = "import_turn"  # how many files came in: a new box for each: importing
import_file = "import_file_{}".format  # the file: importing
import_answer = "import_answer_{}_{}".format  # the answer to a question about the file: importing
IMPORT_PREVIEW = "import_preview"  # mark and `Preview` of the file looked at: importing
IMPORT_LEFT_OUT = "import_left_out"  # the keys of changes left out: preview
BROUGHT = "brought"  # the file (`Brought`) that was chosen on another page and belongs on this one: other_door
import_choice = "import_choice_{}".format  # the choice in a conflict with the file: preview
IMPORT_DONE = "import_done"  # the `ImportBatch` that came in: importing
IMPORT_STUCK = "import_stuck"  # the `ImportBatch` whose undoing meets later changes: importing
moved_file = "moved_file_{}".format  # the file of a round that moves in: moving
MOVED_TURN = "moved_turn"  # how many rounds moved in: a new box for each: moving
MOVING = "moving"  # mark and `Arrival` of the round looked at: moving
moved_name = "moved_name_{}".format  # what the round is to be called here: moving
moved_team = "moved_team_{}_{}".format  # the team here for one of the file: moving
close_check_rest = "close_check_rest_{}".format  # whether the rest of a list of gaps is open: close_check
# What of the record is shown, each also in the address
RECORD_STATEMENT = "statement"  # of which statement: record_filters
RECORD_TEAM = "of_team"  # of the team with which id: record_filters
RECORD_KIND = "about"  # of which kind: record_filters
RECORD_PERSON = "by"  # by whom: record_filters
RECORD_WAY = "way"  # by which way: record_filters
RECORD_SINCE = "since"  # from which day on: record_filters
RECORD_UNTIL = "until"  # until which day: record_filters
RECORD_PAGE = "page"  # which page of it: record_filters

# Words and names that are removed for good
REMOVE_TYPED = "remove_typed"  # the words to look for: removing
REMOVE_NAME = "remove_name"  # the name to look for: removing
REMOVE_FOUND = "remove_found"  # what was looked for and the places (`Found`): removing
REMOVE_SURE = "remove_sure"  # whether somebody has looked at every place: removing

erase_sure = "erase_sure_{}".format  # whether somebody is sure to erase what is in the bin: bins
ERASED = "erased"  # the round or team just erased (`Erased`), for its certificate: bins
# the organisation just erased (`Erased`), for its certificate: deleting
ERASED_ORGANISATION = "_erased_organisation"
DELETE_ORGANISATION = "delete_organisation"  # whether what deletes the organisation is open: deleting
erase_name = "erase_name_{}".format  # the name typed of an organisation to be erased: deleting
BEGIN_ANEW = "_begin_anew"  # whether a new organisation is begun while all others are in the bin: deleting, shell
ERASED_PERSON = "_erased_person"  # what was just erased of a person (`Erased`): removing
JUST_BINNED = "_just_binned"  # the `Round` that was just moved to the bin: bins
JUST_BINNED_TEAM = "_just_binned_team"  # the `Team` that was just moved to the bin: bins

# People
INVITE_WHO = "invite_who"  # the address or domain to invite: members
INVITE_ROLE = "invite_role"  # the role they will have: members
INVITE_TEAMS = "invite_teams"  # the teams, for a contributor: members
LINK_FOR = "link_for"  # whom a link to read by is for: members
LINK_DAYS = "link_days"  # for how many days: members
LINK_MADE = "_link_made"  # the link that was just made, shown this once: members
role_of = "role_{}".format  # the role of a person: members
teams_of = "teams_of_{}".format  # the teams of a person who is a contributor: members

# Results, search
WHOSE = "whose"  # its name in the box that asks; once what the address held: results.filters > whereabouts
# the id of the team whose ratings are looked at, "all" for all together: view, whereabouts > navigation
LOOKED_AT = "looked_at"
SITE = "site"  # in the address the id of the site whose report is read: report, results.filters
TEAM_ASKED = "_team_asked"  # the page last drawn, and what its address said of the team: whereabouts
RESULTS_TAB = "tab"  # which charts are shown below the tiles, also in the address: results
RESULTS_HEAT = "results_heat"  # whether the heat map is by team or by round, also in the address: results
TREND_BY = "trend"  # whether the trend is of all, of each section or of each team, also in the address: progress
PROGRESS_GO = "progress_go"  # where a bar of the Progress page leads: progress
RESULTS_GO = "results_go"  # where a link of the Results page leads: going
# the section or part that is shown, also in the address: results.filters > going, home, progress, results, spread_html
RESULTS_PART = "section"
RESULTS_DUTY = "duty"  # the mark, such as law, of statements shown, also in the address: results.filters
RESULTS_AREA = "ofsted"  # the Ofsted area of statements shown, also in the address: results.filters
# the rating of statements shown, also in the address: results.filters > going, home, results, tile_html
RESULTS_RATING = "rated"
picture_as = "picture_as_{}".format  # what the picture of a chart is kept as, PNG or SVG: charts
RESULTS_SECTION = "results_section"  # the section shown in full, also in the address: results
agreed_rating = "agreed_rating_{}".format  # the rating that leaders choose for a statement: agreeing
agreed_reason = "draft_agreed_{}".format  # why, not kept yet: agreeing
compare_from = "from_{}".format  # the round compared from: progress
compare_to = "to_{}".format  # the round compared to: progress
COMPARED = "_compared"  # the ids of both rounds as the address has them: progress
COMPARE_LOST = "_compare_lost"  # whether a link named a round that is not here: progress
MOVEMENT = "movement"  # which movement is listed: moved, progress
rejudged = "rejudged_{}".format  # whether a team's rating is marked as re-judged: moved
COMMON_ROUND = "common_round_shown"  # ids of the round that colleges share, also in the address: common_table
GROUP_COLLEGE = "group_college"  # the id of the college whose actions are shown, also in the address: actions
GROUP_OVERDUE = "group_overdue"  # whether only overdue actions are shown, also in the address: actions
GROUP_TAB = "group_tab"  # which view of the group is open, also in the address: colleges
NEW_GROUP = "new_group"  # the name of a group not started yet: membership
common_round = "common_round_{}".format  # the name of a round for every college, empty again after each: common_round
GROUP_CODE = "group_code"  # the code of a group to join: membership
SITES_TAB = "sites_tab"  # which view of the sites is open, also in the address: by_site
QUERY = "q"  # the words searched for, also in the address: searching
SEARCH_ALL = "_search_all"  # query and kind of which all is shown: searching

# Workshops
PREPARE_COVER = "prepare_cover"  # what a workshop covers: prepare
PREPARE_MINUTES = "prepare_minutes"  # minutes for each statement: prepare
PREPARE_LENGTH = "prepare_length"  # how many minutes the room has: timing
PREPARE_ENDS = "prepare_ends"  # when it must end instead: timing
PREPARE_FIND = "prepare_find"  # the number or words of statements to pick: picking
AGENDA_GO = "agenda_go"  # where the agenda over the wall leads: sheet
PREPARE_ACTIONS = "prepare_actions"  # whether open actions come first: prepare
prepare_picked = "prepare_picked_{}".format  # the statements picked, in order: prepare
prepare_parts = "prepare_parts_{}".format  # the parts picked: prepare
PREPARE_PEOPLE = "draft_prepare_people"  # names for a workshop not prepared yet: people
PREPARED_PEOPLE = "_prepared_people"  # the names that a workshop has taken over: people
people = "text_people_{}".format  # the names in a workshop that runs: people
people_here = "people_here_{}".format  # how many people are in the room: people
phones_shown = "_phones_shown_{}".format  # whether the phones that joined are listed: people
typed_people = "typed_people_{}".format  # those names as they were typed here: people
TO_WALL = "_to_wall"  # the id of the workshop to go to, and the address of wall or desk: prepare
WORKSHOP = "_workshop"  # the `Workshop` as this window shows it: room
WALL_GLANCE = "_wall_glance"  # what the wall saw of the store, for its next drawing: room
WALL_STAMP = "_wall_stamp"  # a number that grows with every change tried: acts, room
PRESSED_LATE = "_pressed_late"  # that what was pressed had gone, which serving/in_turn/presses.py notes: room
WALL_CLOSING = "_wall_closing"  # whether the end asks if it is to be closed: acts, screens
WALL_PANEL = "_wall_panel"  # the panel below the statement: panel
WALL_PANEL_ITEM = "_wall_panel_item"  # the id of the item it was opened for: panel
WALL_OPENED = "_wall_opened"  # how often a panel was opened: panel
DESK_WAS_HERE = "_desk_was_here"  # whether the boxes of a desk were open in this tab: desk, wall
WALL_KNOWN = "_wall_known"  # the opening whose texts this window knows: capture
hands = "{}_{}".format  # hands counted for one vote (by count, vote): capture > acts
paper_number = "{}_number".format  # the number of the paper being keyed in: papers
paper_marks = "{}_marks".format  # its marks: papers
SHARED_LINK = "_shared_link"  # the secret of the link made here last for another browser: own_link
SHARED_TURN = "_shared_turn"  # how often all other browsers were shut out here: own_link

# Sharing and the local area
SHARE_AUTHORITY = "share_authority"  # the name of the local authority: sharing
SHARE_TO = "share_to"  # the code of the authority chosen from those here, "" for another: sharing
SHARE_CODE = "share_code"  # its code: sharing
SHARE_SECTIONS = "share_sections"  # the ids of the sections to share: sharing
share_with = "share_with_{}".format  # whether this goes too: sharing
SHARE_ALIAS = "share_alias"  # the name to be seen by: sharing
SHARE_SEEN = "_share_seen"  # the round's id, `Choice`, `Submission` and authority here: sharing
SHARE_FILE = "_share_file"  # the name and bytes of the file made last: receipts, sharing
GUIDE_PART = "guide_part"  # the number of the part of the guide that is read: the_guide
SHARED_WHICH = "shared_which"  # the receipt's id of what is read, also in the address: shared
SHARED_KNOWN = "_shared_known"  # the receipts' ids of all that was read since one came: shared
area_file = "area_file_{}".format  # the file of a provider: files
AREA_TURN = "_area_turn"  # how many files were taken in: a new box for each: files
area_sender = "area_sender_{}".format  # the provider that sent a submission: files
area_same_key = "area_same_key_{}".format  # whether this fingerprint was compared: contents
provider_open = "provider_open_{}".format  # whether a provider of the register is open: register
provider_name = "provider_name_{}".format  # the name of a provider, 0 for a new one: register
provider_kind = "provider_kind_{}".format  # its kind: register
provider_contact = "provider_contact_{}".format  # its contact: register
provider_alias = "provider_alias_{}".format  # its other name: register
provider_into = "provider_into_{}".format  # the provider it is merged with: register
AREA_ANYONE = "area_anyone"  # whether any provider here may send something directly: register
AREA_SECTION = "area_section"  # the section whose spread is shown, also in the address: area_view
AREA_REASONS = "area_reasons"  # the statement whose reasons are shown, also in the address: reasons_view
MIRROR_APART = "mirror_apart"  # whether the rest of the disagreements is unfolded: mirror_view
MIRROR_ALIKE = "mirror_alike"  # whether the pairs that mostly agree are: mirror_view
AREA_MINIMUM = "area_minimum"  # the smallest group to be shown, also in the address: area_view
AREA_PROVIDER = "area_provider"  # the provider whose feedback is offered, also in the address: area_view
area_action = "area_action_{}".format  # the action being typed for a statement: planning_reds
