"""What was handed in: its files, whose they are, what kind of paper each is, how far its inspection has come.

In the order a submission takes:

1. the files: ``archive`` lists a folder or zip, ``conversion`` has papers of other word processors made into .docx,
   ``members`` takes each file for what it is, ``picture`` says which pictures may be pages;
2. whose they are: ``households`` by the folders they lie in, ``commons`` by the folders of shared material,
   ``folders`` and ``identity`` by what the papers say;
3. the papers in a file: ``split`` finds where each begins, ``titles`` what may be a title, ``classify`` and (for tables
   without one) ``columns`` its kind, ``scans`` what a file without text is called;
4. which papers count: ``doubles`` one content filed twice, ``twins`` copies of one paper, ``chains`` the void and the
   replaced, ``corrections`` slips put right;
5. the inspections: ``grouping`` tells them apart, ``inspection`` their name and stage, ``endings`` those that ended
   otherwise, ``shared`` the papers kept once for many; ``dossier`` puts all of it together;
6. what lies beside: ``registers`` reads rosters and lists of households (an entry workbook by ``workbook_columns``),
   ``beside`` gives each dossier its own;
7. what rules ask of it: ``required`` which papers there must be, ``holders`` which file may hold one that was not seen,
   ``service`` how a paper was served.
"""
