"""Pages of visits: the calendar, one trip with what to mind at each company, planning and recording it."""
