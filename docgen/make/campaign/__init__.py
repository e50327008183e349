"""From one entry workbook to a campaign's papers: what the workbook holds, and how it is read.

In the order of a campaign:

1. the workbook is written: ``entry_workbook`` by the law, ``telling_columns`` what is told of each column, ``exported``
   a platform's list as its rows;
2. it is read (``reading``): ``tables`` which sheet and row is which, ``checking`` one row held against its columns,
   ``references`` what one sheet says of another, ``gathering`` and ``gathered`` rows by household, ``register_rows``
   the register, ``noticing`` what is no fault and should be known;
3. it is values: ``model`` the campaign, ``feeding`` which fields a cell feeds, ``joining`` all sheets as one row;
4. papers get numbers (``numbering``): ``patterns`` how an office writes them, ``register_sheet`` and ``cells`` where
   they are put into the workbook;
5. papers are made (``making``): ``choosing`` for whom, ``calling`` which, ``shared`` those of a whole task, ``filling``
   with what, ``layout`` where they lie, ``ledger`` and ``keeping`` so that nobody's own work is lost, ``telling`` what
   is said of it.
"""
