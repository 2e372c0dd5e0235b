using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>Each rule of 001–019: where it fires, and where it must stay silent. Marks tell the exact span.</summary>
public class RuleTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    public static TheoryData<string> Firing =>
    [
        // 001: every type around the method
        "class {|PGEN001:A|} { [Run] static int F(int a) => 1; }",
        "class {|PGEN001:A|} { internal partial class B { [Run] static int F(int a) => 1; } }",
        "class {|PGEN001:A|} { internal record struct {|PGEN001:B|} { [Run] static int F(int a) => 1; } }",

        // 002
        "partial class A { private partial class {|PGEN002:B|} { [Run] static int F(int a) => 1; } }",
        "partial class A { partial class {|PGEN002:B|} { [Run] static int F(int a) => 1; } }",
        "partial class A { protected partial class {|PGEN002:B|} { [Run] static int F(int a) => 1; } }",
        "partial class A { private protected partial class {|PGEN002:B|} { public partial class C { [Run] static int F(int a) => 1; } } }",

        // 003
        "partial class A { [Run] static int F(ref int {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static int F(out int {|PGEN003:a|}) => a = 1; }",
        "partial class A { [Run] static int F(in int {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static int F(ref readonly int {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static int F(ref CancellationToken {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static int F(Span<int> {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static int F(params ReadOnlySpan<int> {|PGEN003:a|}) => 1; }",
        "partial class A { [Run] static unsafe int F(int* {|PGEN003:a|}, delegate*<int> {|PGEN003:b|}) => 1; }",
        "partial class A { [Run] static int F(int a, [Broadcast] IProgress<int> {|PGEN003:b|}, [Broadcast] CancellationToken {|PGEN003:c|}) => 1; }",
        "partial class A { [Thread] static int F(ref int {|PGEN003:a|}, Span<int> {|PGEN003:b|}, params ReadOnlySpan<int> {|PGEN003:c|}) => 1; }",
        "partial class A { [Thread] static int F<T>(T {|PGEN003:a|}) where T : allows ref struct => 1; }",
        "partial class A { [Thread] static unsafe int F(int* {|PGEN003:a|}) => 1; }",

        // 004, 005
        "partial class A { [Run] static int {|PGEN004:F|}<T>(T a) => 1; }",
        "partial class A { [Run] int {|PGEN005:F|}(int a) => 1; }",
        "partial class A { [Run] public virtual int {|PGEN005:F|}(int a) => 1; }",
        "partial class A { [RunOn(Model.Process)] int {|PGEN004,PGEN005:F|}<T>(T a) => 1; }",

        // 006
        "partial class A { [Run] static async {|PGEN006:void|} F(int a) => await Task.Yield(); }",
        "partial class A { [Thread] static async {|PGEN006:void|} F(int a) => await Task.Yield(); }",
        "partial class A { [Run] static {|PGEN006:System.Collections.IEnumerable|} F(int a) { yield return 1; } }",
        "partial class A { [Run] static {|PGEN006:IEnumerator<int>|} F(int a) { yield return 1; } }",
        "partial class A { [Thread] static {|PGEN006:System.Collections.IEnumerator|} F(int a) { yield return 1; } }",
        "partial class A { [Thread] static async {|PGEN006:IAsyncEnumerator<int>|} F(int a) { await Task.Yield(); yield return 1; } }",
        "partial class A { [Thread] static {|PGEN006:Job|} F(int a) => default; } [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(int))] struct Job { }",
        "partial class A { [Thread] static {|PGEN006:T|} F<T>(int a) where T : allows ref struct => throw new Exception(); }",
        "partial class A { [Run] static {|PGEN006:Span<int>|} F(int a) => default; }",
        "partial class A { static int s; [Run] static {|PGEN006:ref int|} F(int a) => ref s; }",
        "partial class A { [Run] static unsafe {|PGEN006:int*|} F(int a) => null; }",

        // 007: the method itself, a member, an inherited one, a sibling, nothing left
        "partial class A { [Run] static Task<int> {|PGEN007:FAsync|}(int a) => Task.FromResult(1); }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; static int FAsync; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; class FAll { } }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; static int FAsync(int x) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; static int FAsync(int x, CancellationToken c) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; int FAll(int[] x) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; int FAll(List<int> x, int y = 1) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; int FAll<T>(T[] x) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(long a) => 1; static int FAsync(params int[] x) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}() => 1; static int FAll(int x) => 1; }",
        "class B { protected static int FAsync(int x) => 1; } partial class A : B { [Run] static int {|PGEN007:F|}(int a) => 1; }",
        "partial class B { [Run] public static int F(int a) => 1; } partial class A : B { [Run] public static new int {|PGEN007:F|}(int a) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; [Run] static int {|PGEN007:FCore|}(int a) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; [RunOn(Model.ProcessPool, Name = \"F\")] static int {|PGEN007:G|}(int a) => 1; }",
        "partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; [Run] static int {|PGEN007:F|}(int a, CancellationToken c) => 1; }",
        "partial class A { [Run] static int {|PGEN007:Core|}(int a) => 1; }",
        "partial class A { [RunOn(Model.ProcessPool, Name = {|PGEN010:\"\"|})] static int F(int a) => 1; }".Replace("{|PGEN010:\"\"|}", "\"\"", StringComparison.Ordinal).Replace("Name = \"\"", "{|PGEN010:Name = \"\"|}", StringComparison.Ordinal),
        "partial class A { [Thread] static IEnumerable<int> {|PGEN007:F|}(int a) => []; static int FStream(int x) => 1; }",
        "partial class A { [Thread] static int {|PGEN007:F|}<T>(T a) => 1; static int FAsync(int x) => 1; }",
        "partial class A { [Thread] static int {|PGEN007:F|}<T>(List<T> a) => 1; static int FAll(List<List<int>> x) => 1; }",
        "partial class A { [Thread] static int {|PGEN007:F|}<T>(T[] a) => 1; [Thread] static int {|PGEN007:FCore|}<U>(U[] a) => 1; }",
        "partial class A { [Thread] int {|PGEN007:F|}(int a, [Broadcast] string b, IProgress<int>? c = null) => 1; int FAll(int[] x, string y) => 1; }",
        "partial class B { [Thread] public virtual int F(int a) => 1; } partial class A : B { [Thread] public override int {|PGEN007:F|}(int a) => 1; }",
        "partial class FAsync { [Run] static int {|PGEN007:F|}(int a) => 1; }",

        // 008
        "partial class A { [Run] static int F(CancellationToken a, CancellationToken {|PGEN008:b|}, CancellationToken {|PGEN008:c|}) => 1; }",
        "partial class A { [Run] static int F(int x, IProgress<int> a, IProgress<string>? {|PGEN008:b|} = null) => 1; }",
        "partial class A { [Thread] int F(IProgress<int> a, IProgress<int> {|PGEN008:b|}, CancellationToken c, CancellationToken {|PGEN008:d|}) => 1; }",

        // 009: by model
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN009:CrashRetries = 1|})] static IEnumerable<int> F(int a) => []; }",
        "partial class A { [RunOn(Model.Process, {|PGEN009:CrashRetries = 1|})] static IAsyncEnumerable<int> F(int a) => null!; }",
        "partial class A { [RunOn(Model.ThreadPool, {|PGEN009:CrashRetries = -1|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN009:CrashRetries = 1|}, {|PGEN009:Pool = \"x\"|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.ThreadPool, {|PGEN009:Pool = \"x\"|}, {|PGEN009:StackSize = 65536|}, {|PGEN009:ThreadName = \"x\"|}, {|PGEN009:ThreadPriority = ThreadPriority.Lowest|})] int F(int a) => 1; }",
        "partial class A { [RunOn(Model.EventLoop, {|PGEN009:CrashRetries = 2|}, {|PGEN009:StackSize = 65536|}, {|PGEN009:ThreadName = \"x\"|}, {|PGEN009:ThreadPriority = ThreadPriority.Highest|})] int F(int a) => 1; }",
        "partial class A { [RunOn(Model.ThreadPool, {|PGEN009:ExclusiveGroup = \"x\"|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.ThreadPool, {|PGEN009:MaxConcurrency = 2|})] static IEnumerable<int> F(int a) => []; [RunOn(Model.ProcessPool, {|PGEN009:MaxConcurrency = 1|})] static IAsyncEnumerable<int> G(int a) => null!; }",

        // 011: nothing, the token, the handler, a broadcast value, the object
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN011:ExclusiveBy = \"b\"|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"\"|})] static int F() => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"c\"|})] static int F(int a, CancellationToken c) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"p\"|}, ExclusiveGroup = \"g\")] static int F(int a, IProgress<int> p) => 1; }",
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN011:ExclusiveBy = \"b\"|})] static int F(int a, [Broadcast] int b) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"this\"|})] int F(int a) => 1; [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"self\"|})] int G(int a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN011:ExclusiveBy = \"A\"|})] static IEnumerable<int> F(int a) => []; }",

        // 019
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN019:ExclusiveBy = \"a\"|})] static int F(int[] a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = nameof(a)|})] static int F(A a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F(object? a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F((int, List<int>) a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F(Tuple<int[]> a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F(IComparable a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F(Memory<int>? a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static int F<T>(T a) where T : class => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN019:ExclusiveBy = \"a\"|})] static IEnumerable<int> F(dynamic a) => []; }",

        // 010
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN010:MaxConcurrency = -1|}, {|PGEN010:TimeoutMilliseconds = -5|}, {|PGEN010:CrashRetries = -1|}, {|PGEN010:Pool = \" \"|}, {|PGEN010:Name = \"1x\"|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.Thread, {|PGEN010:StackSize = -1|}, {|PGEN010:ThreadName = \"\"|}, {|PGEN010:ThreadPriority = (ThreadPriority)9|})] static int F(int a) => 1; }",
        "partial class A { [RunOn(Model.ProcessPool, {|PGEN010:StackSize = 16383|}, ExclusiveBy = \"a\", {|PGEN010:ExclusiveGroup = \" \"|})] static int F(int a) => 1; }",

        // 012
        "class A { [WorkerInitializer] void {|PGEN012:Init|}() { } }",
        "class A { [WorkerInitializer] internal static void {|PGEN012:Init|}(int a) { } }",
        "class A { [WorkerInitializer] internal static void {|PGEN012:Init|}<T>() { } }",
        "class A { [WorkerInitializer] static void {|PGEN012:Init|}() { } }",
        "class A { [WorkerInitializer] internal static int {|PGEN012:Init|}() => 1; }",
        "class A { [WorkerInitializer] internal static ValueTask {|PGEN012:Init|}() => default; }",
        "class A { [WorkerInitializer] internal static async void {|PGEN012:Init|}() => await Task.Yield(); }",
        "class A<T> { [WorkerInitializer] internal static void {|PGEN012:Init|}() { } }",
        "class A { class B { [WorkerInitializer] internal static void {|PGEN012:Init|}() { } } }",
        "file class A { [WorkerInitializer] internal static void {|PGEN012:Init|}() { } }",
        "class B { [WorkerInitializer] internal static void {|PGEN012:Init|}() { } } class A { [WorkerInitializer] internal static void Init() { } [WorkerInitializer] static void {|PGEN012:Also|}() { } }",

        "class A { void M() { [WorkerInitializer] static void {|PGEN012:Init|}() { } Init(); } }",
        "class A { object M() => [{|PGEN012:WorkerInitializer|}] static () => { }; }",

        // 013
        "abstract partial class A { [Run] public abstract int {|PGEN005,PGEN013:F|}(int a); }",
        "partial class A { [Run] [System.Runtime.InteropServices.DllImport(\"x\")] static extern int {|PGEN013:F|}(int a); }",
        "partial class A { [Run] static partial void {|PGEN013:F|}(int a); }",
        "partial interface {|PGEN017:A|} { [Run] static abstract int {|PGEN013:F|}(int a); }",

        // 014
        "partial class A { [Run] static int {|PGEN014:F|}([Broadcast] int a, CancellationToken c) => 1; }",
        "partial class A { [Thread] int {|PGEN014:F|}([Broadcast] int a, [Broadcast] int b, IProgress<int>? c = null) => 1; }",

        // 015, 018
        "partial class A { [RunOn({|PGEN015:Model.Cluster|})] static int F(int a) => 1; }",
        "partial class A { [RunOn({|PGEN018:(Model)42|})] int F<T>(Func<T> a) => 1; }",
        "partial class A { [RunOn({|PGEN018:model: (Model)(-1)|})] static int F(int a) => 1; }",

        // 016
        "partial class A { void M() { [Run] static int {|PGEN016:F|}(int a) => 1; F(1); } }",
        "partial class A { object M() => [{|PGEN016:RunOn(Model.ProcessPool)|}] static (int a) => 1; }",
        "// top-level\nF(1); [Run] static int {|PGEN016:F|}(int a) => 1;",
        "partial class A { static int P { [Run] {|PGEN016:get|} => 1; } }",
        "partial class A { [Run] public static A operator {|PGEN016:+|}(A a, A b) => a; }",
        "partial class A { [Run] public static implicit operator {|PGEN016:int|}(A a) => 1; }",
        "partial class A { [Run] ~{|PGEN016:A|}() { } }",
        "partial class A : IDisposable { [Run] void IDisposable.{|PGEN016:Dispose|}() { } }",
        "static partial class A { extension(string s) { [Run] public static int {|PGEN016:F|}(int a) => 1; } }",
        "partial class A { [Run] [System.Runtime.InteropServices.UnmanagedCallersOnly] static int {|PGEN016:F|}(int a) => 1; }",

        // 017
        "partial class {|PGEN017:A|}<T> { [Run] static int F(int a) => 1; }",
        "partial class {|PGEN017:A|}<T> { partial class B { [Run] internal static int F(int a) => 1; } }".Replace("partial class B", "internal partial class B", StringComparison.Ordinal),
        "file partial class {|PGEN017:A|} { [Run] static int F(int a) => 1; }",
        "partial interface {|PGEN017:A|} { [Run] static int F(int a) => 1; }",
        "partial interface {|PGEN017:A|} { [Thread] int F(int a) => 1; }",
        "ref partial struct {|PGEN017:A|} { [Thread] int F(int a) => 1; }",
        "partial class {|PGEN017:A|}<T> { [Thread] int F(T a) => 1; }",

        // several at once, independent of each other
        "class {|PGEN001:A|} { [RunOn(Model.ProcessPool, {|PGEN010:MaxConcurrency = -1|})] {|PGEN006:IEnumerator<int>|} {|PGEN005,PGEN007:F|}(ref int {|PGEN003:a|}) => throw new Exception(); int FAsync; }",
    ];

    public static TheoryData<string> Silent =>
    [
        // what does not compile is the compiler's
        "partial class A { [RunOn] static int F(int a) => 1; }",
        "partial class A { [RunOn(Nope.X)] static int F(int a) => 1; }",
        "partial class A { [Run] static int F(Missing a) => 1; }",
        "partial class A { [Run] static Missing F(List<Missing[]> a) => 1; }",
        "partial class A { [Run] [Run] static int F(int a) => 1; }",
        "partial class A { [Run] static int F(int a) => 1; [Run] static int F(int b) => 1; }",
        "partial class A { [Run] static int (int a) => 1; }",

        // 007: what cannot be mistaken for the generated members
        "partial class A { [Run] static int F(int a) => 1; static int FAsync(string x) => 1; }",
        "partial class A { [Run] static int F(int a) => 1; static int FAsync(int x, int y) => 1; }",
        "partial class A { [Run] static int F(int a) => 1; static int FAsync(long x) => 1; }",
        "partial class A { [Run] static int F(int a) => 1; static int FAll(object x) => 1; }",
        "partial class A { [Run] static int F(int a) => 1; static int fAsync(int x) => 1; }",
        "class B { private static int FAsync(int x) => 1; } partial class A : B { [Run] static int F(int a) => 1; }",
        "partial class A { [Run] static int FCore(int a) => 1; static int F(int a) => 1; }",
        "partial class A { [Run] static Task<int> FCoreAsync(int a) => Task.FromResult(1); }",
        "partial class A { [RunOn(Model.ProcessPool, Name = \"G\")] static Task<int> FAsync(int a) => Task.FromResult(1); }",
        "partial class A { [Run] static int F(int a) => 1; [Run] static int F(string a) => 1; [Run] static int G(int a) => 1; }",
        "partial class B { [Run] public static int F(int a) => 1; } partial class A : B { [Run] public static int F(string a) => 1; }",

        // options that ask for nothing
        "partial class A { [RunOn(Model.ProcessPool, Name = null, Pool = null, MaxConcurrency = 0, TimeoutMilliseconds = 0, ExclusiveBy = null, CrashRetries = 0, StackSize = 0, ThreadName = null, ThreadPriority = ThreadPriority.Normal)] static int F(int a) => 1; }",

        "partial class A { [RunOn(Model.EventLoop, Name = null, Pool = null, MaxConcurrency = 0, TimeoutMilliseconds = 0, ExclusiveBy = null, ExclusiveGroup = null, CrashRetries = 0, StackSize = 0, ThreadName = null, ThreadPriority = ThreadPriority.Normal)] int F(int a) => 1; }",

        // options where they apply
        "partial class A { [RunOn(Model.Thread, MaxConcurrency = 1, TimeoutMilliseconds = 1, StackSize = 16384, ThreadName = \"x\", ThreadPriority = ThreadPriority.Lowest, ExclusiveBy = \"*\", ExclusiveGroup = \"g\")] int F() => 1; }",
        "partial class A { [RunOn(Model.EventLoop, Pool = \"x\", MaxConcurrency = 1, TimeoutMilliseconds = 1)] int F() => 1; }",
        "partial class A { [RunOn(Model.Process, Pool = \"x\", CrashRetries = 1, StackSize = 1 << 20, ThreadName = \"x\", ThreadPriority = ThreadPriority.Highest)] static int F() => 1; }",
        "partial class A { [RunOn(Model.ProcessPool, Pool = \"x\", CrashRetries = 2, StackSize = 1 << 20, ThreadName = \"x\", ThreadPriority = ThreadPriority.Highest, ExclusiveBy = \"*\")] static int F() => 1; }",

        // keys with value equality
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F(int a) => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int G(string? a = null) => 1; }",
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F(DayOfWeek? a) => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int G(Uri a) => 1; }",
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F((int, string?)? a) => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int G(Tuple<int, R> a) => 1; } record R; record S : R;",
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F<T>(T a) where T : IEquatable<T> => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int G<T>(T a) where T : struct => 1; }",
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F(K a) => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int G(L a) => 1; [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int H(I a) => 1; } class K { public override bool Equals(object? o) => true; public override int GetHashCode() => 1; } class L : K { } interface I : IEquatable<I> { }",
        "partial class A { [RunOn(Model.Thread, ExclusiveBy = \"a\")] static int F(this Guid a) => 1; }".Replace("partial class", "static partial class", StringComparison.Ordinal),

        // what only processes refuse
        "partial class A { private partial class B { [Thread] int F<T>(Func<T> a, object b, System.IO.Stream? c = null) => 1; } }",
        "partial class A { [Thread] static Task<Task<int>> F(Task<IEnumerable<int>> a) => Task.FromResult(Task.FromResult(1)); [Thread] static Task<IEnumerable<int>> G() => null!; }",

        // 007: what only looks like it
        "partial class A { [Thread] static IEnumerable<int> F(int a) => []; static int FAsync(int x) => 1; static int FAll(int[] x) => 1; }",
        "partial class A { [Thread] static int F<T>(List<T> a) => 1; static int FAsync(string x) => 1; static int FAll(int x) => 1; }",
        "partial class A { [Thread] static int F<T>(T[] a) => 1; [Thread] static int F(string a) => 1; [Thread] static int FCore<T, U>(T[] a) => 1; }",
        "partial class A { [Thread] int F(int a, [Broadcast] string b) => 1; int FAll(int[] x) => 1; }",
        "partial class B { public virtual int F(int a) => 1; } partial class A : B { [Thread] public override int F(int a) => 1; }",

        // initializers of the right shape
        "class A { [WorkerInitializer] internal static void Init() { } }",
        "class A { [WorkerInitializer] protected internal static Task Init() => Task.CompletedTask; }",
        "partial class A { [WorkerInitializer] public static partial Task Init(); public static async partial Task Init() => await Task.Yield(); }",

        // other people's attributes
        "class RunOnAttribute : Attribute { } class A { [RunOn] int F() => 1; }",
        "partial class A { [Run] static int F(int a) => 1; [Obsolete] static int G() { [Obsolete] int H() => 1; return H(); } }",
    ];

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Rule_WhereItApplies_FiresAtTheMark(string marked) => Markup.VerifyAsync(Expand(marked));

    [Theory]
    [MemberData(nameof(Silent))]
    public Task Rule_WhereItDoesNotApply_StaysSilent(string text) => Markup.VerifyAsync(Expand(text));

    /// <summary>What is refused is not generated, and what is not refused is.</summary>
    [Theory]
    [MemberData(nameof(Firing))]
    public void Generator_WhereARuleFires_StaysSilent(string marked)
    {
        string text = Regex.Replace(Expand(marked), @"\{\|[^:]*:((?:(?!\|\}).)*)\|\}", "$1", RegexOptions.Singleline);
        var compilation = GeneratorDriverHarness.Compile(text);
        GeneratorRun run = GeneratorDriverHarness.RunOnly(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)));
        HashSet<string> before = [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(IsError).Select(d => d.ToString())];
        Assert.DoesNotContain(run.Output.GetDiagnostics(TestContext.Current.CancellationToken), d => IsError(d) && !before.Contains(d.ToString()));
    }

    [Fact]
    public void Table_OfFiringRules_HasEachRuleOfGeneration()
    {
        string all = string.Join("\n", Firing.Select(r => r.Data));
        IEnumerable<string> rules = Descriptors.OfTheParser.Select(d => d.Id).Where(id => id[4] == '0');
        Assert.All(rules, id => Assert.Contains(id, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_SaysWhatIsWrongAndWhatToDo()
    {
        async Task<string> Message(string marked) =>
            (await Markup.VerifyAsync(Expand(marked)))[0].GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal(
            "'F' would get the member 'FAsync', but 'A.FAsync(int)' exists and would be used in its place. Set Name on [RunOn] (such as Name = \"FRemote\"), or rename one of the two.",
            await Message("partial class A { [Run] static int {|PGEN007:F|}(int a) => 1; static int FAsync(int x) => 1; }"));
        Assert.Equal(
            "'FAsync' would get the member 'FAsync', but 'A.FAsync(int)' exists and would be used in its place. Rename the method (such as 'FCoreAsync') or set Name on [RunOn].",
            await Message("partial class A { [Run] static Task<int> {|PGEN007:FAsync|}(int a) => Task.FromResult(1); }"));
        Assert.Equal(
            "'F' would get the member 'FAsync', but 'A.FCore(int)' gets the same one. Set Name on [RunOn] (such as Name = \"FRemote\"), or rename one of the two.",
            (await Markup.AnalyzeAsync(Expand("partial class A { [Run] static int F(int a) => 1; [Run] static int FCore(int a) => 1; }")))
                .Select(d => d.GetMessage(CultureInfo.InvariantCulture)).First(m => m.StartsWith("'F' would get the member 'FAsync'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("#pragma warning disable PGEN005\npartial class A { [Run] int F(int a) => 1; }")]
    [InlineData("partial class A { [SuppressMessage(\"ParallelGen.Generation\", \"PGEN005\", Justification = \"test\")] [Run] int F(int a) => 1; }")]
    [InlineData("[SuppressMessage(\"ParallelGen.Generation\", \"PGEN005\")] partial class A { [Run] int F(int a) => 1; }")]
    public async Task Rule_Suppressed_IsSilent(string text) => Assert.Empty(await Markup.AnalyzeAsync(Expand(text)));

    [Fact]
    public async Task Rule_TurnedOffInEditorConfig_IsSilent()
    {
        string text = Expand("partial class A { [Run] int F(int a) => 1; }");
        Assert.Single(await Markup.AnalyzeAsync(text));
        Assert.Empty(await Markup.AnalyzeAsync(text, new Dictionary<string, string> { ["PGEN005"] = "none" }));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string Expand(string text) => Usings + text
        .Replace("[Run]", "[RunOn(Model.ProcessPool)]", StringComparison.Ordinal)
        .Replace("[Thread]", "[RunOn(Model.Thread)]", StringComparison.Ordinal);
}
