using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
public static partial class Work
{
    [RunOn(Model.ProcessPool)] [MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)] [return: MarshalAs(UnmanagedType.Bool)] public static bool A([MarshalAs(UnmanagedType.LPStr)] string a) => true;
    [RunOn(Model.ProcessPool)] [RequiresUnreferencedCode("x")] [RequiresDynamicCode("y")] public static int B(int a) => a;
    [RunOn(Model.ProcessPool)] [OverloadResolutionPriority(2)] public static int C([CallerLineNumber] int line = 0, [CallerFilePath] string file = "", [CallerMemberName] string member = "") => line;
    [RunOn(Model.ProcessPool)] [return: NotNullIfNotNull(nameof(a))] public static string? D([StringSyntax("Regex")] string? a, [ConstantExpected] int b = 1) => a;
    [RunOn(Model.ProcessPool)] [DoesNotReturn] public static void E(int a) => throw new InvalidOperationException();
}
