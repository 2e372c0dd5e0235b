using ParallelGen;

[assembly: ProcessPool("declared", Workers = 3, MaxTasksPerWorker = 2, KillGraceMilliseconds = 150)]
