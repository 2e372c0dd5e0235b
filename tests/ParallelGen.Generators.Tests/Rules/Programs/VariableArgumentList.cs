// Reports: PGEN016
partial class Work { [RunOn(Model.ProcessPool)] static int Count(__arglist) => 1; }
