namespace @namespace.@async.@await
{
    public enum @enum { @default, @class }
    public record @record(int @int, @enum @enum, string @return);
    public static partial class @static
    {
        [RunOn(Model.ProcessPool)] public static @record @for(@record @params, int @this, (int @if, string @else) @base, int @await) => @params with { @int = @this + @base.@if + @await };
        [RunOn(Model.ProcessPool)] public static int var(int dynamic, int nint, int required, int file, int @yield, int when, int partial, int where, int global) => dynamic;
        static object[] Calls() => new object[] { forAsync(new(1, @enum.@class, ""), 2, (3, ""), 4), varAsync(1, 2, 3, 4, 5, 6, 7, 8, global: 9), forAll(new[] { (new @record(1, default, ""), 1, (1, ""), 1) }) };
    }
    public static class Probe
    {
        public const string Call = "forCall";
        public static object Input => (new @record(1, @enum.@class, "r"), 2, (3, "e"), 4);
        public static object Result => new @record(9, @enum.@class, "r");
    }
}
