// Reports: PGEN005
partial class Work { private int _x; [RunOn(Model.ProcessPool)] int Count(int a) => _x; }
