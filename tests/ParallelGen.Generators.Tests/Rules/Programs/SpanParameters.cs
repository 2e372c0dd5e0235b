// Reports: PGEN003
partial class Work { [RunOn(Model.ProcessPool)] static int A(scoped ReadOnlySpan<char> a) => 1; [RunOn(Model.ProcessPool)] static int B(params Span<int> a) => 1; [RunOn(Model.ProcessPool)] static int C(System.Runtime.CompilerServices.DefaultInterpolatedStringHandler a) => 1; }
