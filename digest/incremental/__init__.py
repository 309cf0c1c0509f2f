"""Doing again only what has to be done again.  What is remembered, and why it may be:

==================  ===========================  ================================================
What                Known again by               Why it stays right
==================  ===========================  ================================================
Files as read       the file's bytes             an article is read from its own file alone
Digests as gone     the text, its stances, and   `analyse` takes them one by one, and hands over
through             all names and rules          all they depend on
Units of the site   what each has read: the      makers see corpus and findings only through
                    values themselves, by hash   tables that note what is asked of them
Checked pages       the unit they belong to      a page is checked by itself; what pages expect
                                                 of each other is looked at anew each time
Nothing changed     name, size, times and inode  as `make` and `git` do; any doubt, and all of the
                    of every file read           above is gone through
The last build      the same, file by file;      in the preview; `prose` says why it may be when
                    files in doubt are read      only bodies of digests differ, else it is dropped
==================  ===========================  ================================================

All of it also hangs on `way`: our own code, the libraries, the templates and the options.  Every
file of the memory begins with a checksum; one that is damaged, missing or of another way is as if
it had never been there.  Nothing in it is needed, and `--no-cache` neither reads nor writes it.

`memory` holds it from one build to the next, `tracing` notes what is read, `plan` decides what to
make, `workers` have it made, `unchanged` answers before anything else is loaded.  In a process
that stays, `standing` is the last build, `seen` tells which files are other ones than it has read,
and `prose` whether no more than bodies of digests are.  No room knows of any of this: rooms take a
`map` from outside, and are handed tables.
"""
