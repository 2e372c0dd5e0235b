// Reports: PGEN006
partial class Work { static int s_x; [RunOn(Model.ProcessPool)] static ref readonly int Get(int a) => ref s_x; }
