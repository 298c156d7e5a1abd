"""The use-cases of the office, one module per tab: the only door for the window and the shell.

Floor 5. A book is opened with :func:`townoffice.desk.books.open_book` and handed to every call;
records come back. The desk reads records from the book, hands them to the pure rooms, and writes
through the book's one door; it holds no state of its own.

=========== =================================================================================
books       a book's life: new, open, history, undo, backup, restore, verify
county      the snapshot every calculation starts from; finding a unit
policies    packs, what the county adopted, adopting
intake      spreadsheets in (preview, commit) and out (export)
townships   classify, adopt a classification
glance      the overview from a process of its own, for a window that is still being made
overview    everything the page 乡镇街道 shows, and the reason behind each of its figures
nearness    how many persons a unit near a cut line is from the other class
sensitivity the classes by other readings of the documents
units       units by hand: added, changed, merged; checked as one types
county_settings: the marking that pages, tables and papers carry
origins     which act of the journal set a registered figure
editing     figures typed, pasted or filled down: weighed first, written as one change
staffing    methods, calculate; keep a plan as a draft, adopt one
planning    the ground read once, then calculations without a book, and decisions of last seats
parameters  a method's parameters as fields, and what was typed into them
own_methods a county's own method as a draft (own_method_values: read; own_method_trial: held
            against the county; own_method_packs: written as a pack, adopted)
side_by_side: up to four plans of a category in columns, by keys an order can name
together    行政 and 事业编制 by both plans, and the cap
trying      other people in a unit, and what one step of every weight moves
paradoxes   whether one post more, or growth since last year, would cost a unit one
plan_rows   a plan unit by unit beside another, and what it comes to
transfers   an adopted plan carried out by document, stage by stage (moving_posts: its checks)
turnover    posts of the county's reserve lent to full units (reserve: what the county holds)
rates       万人编制数, 使用率, 空编率, 事业 to 行政编制 against the cap
reasons     how a figure came to be
tables      the official tables, printed to PDF or xlsx
=========== =================================================================================
"""
