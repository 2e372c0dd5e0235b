// Reports: PGEN013, PGEN017
partial interface IWork { [RunOn(Model.ProcessPool)] static int Count(int a) => 1; [RunOn(Model.ProcessPool)] static abstract int Sum(int a); [RunOn(Model.ProcessPool)] static virtual int Other(int a) => 1; }
