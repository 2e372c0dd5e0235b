// Program
// Reports: PGEN016
Console.WriteLine(Twice(2));
[RunOn(Model.ProcessPool)] static int Twice(int a) => a * 2;
