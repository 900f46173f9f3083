/* Answer files, workbooks, pages that travel. */
