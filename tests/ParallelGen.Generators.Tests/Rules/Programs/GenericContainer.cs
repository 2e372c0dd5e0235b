// Reports: PGEN017
partial class Work<T> { [RunOn(Model.ProcessPool)] static int Count(int a) => 1; }
