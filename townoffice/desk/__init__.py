"""The use-cases of the office, one module per tab: the only door for the window and the shell.

Floor 5. A book is opened with :func:`townoffice.desk.books.open_book` and handed to every call;
records come back. The desk reads records from the book, hands them to the pure rooms, and writes
through the book's one door; it holds no state of its own.

**Books and the county**

=============== =============================================================================
books           a book's life: new, open, history, undo, backup, restore, verify
county          the snapshot every calculation starts from; finding a unit
county_settings the marking that pages, tables and papers carry
policies        packs, what the county adopted, adopting
own_values      本县取值: one value of a policy set by the county; own_packs writes and adopts it
glance          the overview from a process of its own, for a window that is still being made
moves           what changed of a unit or by an act, in the words of move_words
origins         which act of the journal set a registered figure
reasons         how a figure came to be
wording         figures in words, likely slips of a number, how a 文号 is written
quiet           many records without the collector walking over them again and again
=============== =============================================================================

**Spreadsheets in and out**

=============== =============================================================================
intake          preview and commit of a table of units; entering writes it
comparing       lines held against the book: added, changed, left alone
standing        what the book says of each unit as flat figures; matching: which unit is meant
doubts          what to look at before writing; likely: possible, but unlikely
questions       problems as questions with answers; answering: what the answers do
roster          the same for a list of leaders; roster_questions: what is asked of it
memory          what was said of a form, said again of the next file of that form
imports         the imports of a book; faulty: their problems marked in a copy of the file
exporting       the county's figures as workbooks; institution_export: its institutions;
                handing_out: a preview as JSON
=============== =============================================================================

**乡镇街道**

=============== =============================================================================
townships       classify, set a class by document, adopt a classification
overview        everything the page shows, and the reason behind each of its figures
nearness        how many persons a unit near a cut line is from the other class
sensitivity     the classes by other readings of the documents
units           units by hand: added, changed, merged; unit_checks as one types
editing         figures typed, pasted or filled down: weighed first, written as one change
unit_mergers    what becomes of institutions, plates and agencies of a unit that ceases
=============== =============================================================================

**机构设置、合规检查**

An act is a draft; ``weigh`` says as one types what is wrong with it and what it would do,
``commit`` weighs it again against the book and writes it as one change.

==================== ========================================================================
institutions         the register of a day, 沿革, limits explained, proposals, commit
institution_views    what the page shows; the rooms' own views handed on
institution_drafts   what is typed of institutions and plates; beside_drafts of agencies,
                     enforcement, platforms, rights, module leaders, waivers
institution_weighing which act weighs which draft: institution_acts (one, by document),
                     institution_keeping (no document), institution_joining (merged, split),
                     institution_plates, template_acts (a proposal carried out), agency_acts,
                     beside_acts
institution_known    the records a draft is weighed against; institution_looking: day,
                     document, name, posts, and what an act would write
compliance           the county gathered for the rules, and what they find on a day
==================== ========================================================================

**编制测算**

=============== =============================================================================
staffing        methods, calculate; keep a plan as a draft, adopt one
planning        the ground read once, then calculations without a book, and decisions of last seats
parameters      a method's parameters as fields, and what was typed into them
plan_rows       a plan unit by unit beside another, and what it comes to
side_by_side    up to four plans of a category in columns, by keys an order can name
together        行政 and 事业编制 by both plans, and the cap
trying          other people in a unit, and what one step of every weight moves
paradoxes       whether one post more, or growth since last year, would cost a unit one
own_methods     a county's own method as a draft (own_method_values: read; own_method_trial: held
                against the county; own_method_packs: written as a pack, adopted)
transfers       an adopted plan carried out by document, stage by stage (moving_posts: its checks)
turnover        posts of the county's reserve lent to full units (reserve: what the county holds)
rates           万人编制数, 使用率, 空编率, 事业 to 行政编制 against the cap
=============== =============================================================================

**考核评价**

=========================== =================================================================
evaluation                  a contest calculated from its ground: ranking, hints, what is missing
evaluation_ground           a contest as read once: what pages, checks and calculations work on
evaluation_contests         started from templates, renamed, removed; evaluation_entrants: who
                            is rated
evaluation_marks            marks typed, pasted, filled down (evaluation_origins: who entered
                            what when); evaluation_adjustments: bonus, deduction, veto
evaluation_ballots          papers counted in, and the weights of those who vote
evaluation_indicators       the table of indicators as one act: evaluation_indicator_rows what is
                            typed, evaluation_indicator_moves what it moves,
                            evaluation_indicator_sheets as a workbook
evaluation_closing          ties decided, closed as a plan, opened again
contest_sheets              sheets of departments read for a contest (contest_comparing,
                            entrant_matching): scores, votes; score_forms hands them out
appraisals                  年度考核优秀名额
=========================== =================================================================

**Paper**

=============== =============================================================================
tables          the official tables, printed to PDF or xlsx
=============== =============================================================================
"""
