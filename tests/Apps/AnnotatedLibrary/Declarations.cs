using ParallelGen;

[assembly: ProcessPool("declared", Workers = 6)]
[assembly: ProcessPool("of-the-library", Workers = 7)]
