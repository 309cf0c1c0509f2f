"""The preview: the site on the analyst's own machine, renewed whenever a file is saved.

`session` runs it and yields `news`; `watcher` notices files, `server` answers by the `app`, which
`guard` keeps to this machine and `files` to the site; `board` says what the open pages are to show,
and `reload.js` shows it.  Only `news` may be imported without the libraries of the preview.
"""
