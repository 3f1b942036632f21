"""Reading a spreadsheet of what was recommended before this desk: columns, days, words, rows; and bringing it in."""
