namespace A.B { public partial class C { public partial struct D { public partial record E { internal static partial class F { internal partial interface IG { } [RunOn(Model.ProcessPool)] internal static E Same(E? e, D d) => e ?? new(); } } } } }
static class Probe { public static object Input => ((A.B.C.D.E?)null, default(A.B.C.D)); public static object Result => new A.B.C.D.E(); }
