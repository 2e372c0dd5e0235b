using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static int A([Optional] string? a, [Optional, DefaultParameterValue(7)] int b, [Optional, DecimalConstant(1, 0, 0u, 0u, 15u)] decimal c, [Optional, DateTimeConstant(9L)] DateTime d) => b;
    [RunOn(Model.ProcessPool)] public static int B(CancellationToken a = default, int b = 1, CancellationTokenRegistrationLike c = default) => b;
    static object[] Calls() => new object[] { AAsync(), AAll(2), BAsync(), BAll(3, b: 2) };
}
public struct CancellationTokenRegistrationLike { public int X; }
static class Probe { public const string Call = "ACall"; public static object Input => ((string?)null, 7, 1.5m, DateTime.UnixEpoch); public static object Result => 7; }
