// Reports: PGEN005, PGEN013
public abstract partial class Work { [RunOn(Model.ProcessPool)] public abstract int A(int a); [RunOn(Model.ProcessPool), System.Runtime.InteropServices.DllImport("x")] static extern int B(int a); }
