/* Two dates, or several respondents. */
