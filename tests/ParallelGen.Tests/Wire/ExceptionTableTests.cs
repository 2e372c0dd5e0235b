using System.Globalization;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

public sealed class ExceptionTableTests
{
    [Fact]
    public void EveryType_ThrownWithAMessage_ArrivesAsItself()
    {
        foreach (ExceptionShape shape in ExceptionTable.All)
        {
            Exception original = Make(shape, []);
            ExceptionWire.AssertSame(original, ExceptionWire.Copy(original));
        }
    }

    [Fact]
    public void EveryType_ThrownWithAnInnerException_ArrivesAsItself()
    {
        foreach (ExceptionShape shape in ExceptionTable.All)
        {
            Exception original = Make(shape, [ExceptionWire.Thrown(new ArgumentException("inner", "x"))]);
            ExceptionWire.AssertSame(original, ExceptionWire.Copy(original));
        }
    }

    [Fact]
    public void EveryType_OverTwoProcesses_ArrivesAsItself()
    {
        foreach (ExceptionShape shape in ExceptionTable.All)
        {
            Exception original = Make(shape, [new TimeoutException("inner")]);
            ExceptionWire.AssertSame(original, ExceptionWire.Copy(ExceptionWire.Copy(original)));
        }
    }

    [Fact]
    public void EverySample_Thrown_ArrivesWithItsProperties()
    {
        foreach (Exception sample in ExceptionSamples.All)
        {
            Exception original = ExceptionWire.Thrown(sample);
            Exception copy = ExceptionWire.Copy(original);
            ExceptionWire.AssertSame(original, copy);
            ExceptionWire.AssertSame(original, ExceptionWire.Copy(copy));
        }
    }

    [Fact]
    public void EveryType_WithDetails_HasASample()
    {
        var sampled = ExceptionSamples.All.Select(sample => sample.GetType()).ToHashSet();
        foreach (ExceptionShape shape in ExceptionTable.All)
        {
            if (shape.Details(Make(shape, [])).Length > 0)
            {
                Assert.Contains(shape.Type, sampled);
            }
        }
    }

    [Fact]
    public void Documentation_NamesEveryType()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ParallelGen.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.NotNull(folder);
        string text = File.ReadAllText(Path.Combine(folder, "docs", "wire-format.md"));
        string table = text[text.IndexOf("### The table", StringComparison.Ordinal)..];
        var named = table.Split([' ', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.EndsWith("Exception", StringComparison.Ordinal));
        Assert.Equal(ExceptionTable.All.Select(shape => shape.Type.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Message_ComposedInAnotherCulture_SurvivesAtTheCostOfDetails()
    {
        var original = new ArgumentOutOfRangeException("x", 1.5, "bad");
        (string message, byte[] bytes) = InCulture("en-US", () => (original.Message, ExceptionWire.Encode(original)));
        (Type type, string copied) = InCulture("de-DE", () => (ExceptionWire.Decode(bytes).GetType(), ExceptionWire.Decode(bytes).Message));
        Assert.Equal(typeof(ArgumentOutOfRangeException), type);
        Assert.Equal(message, copied);
    }

    private static T InCulture<T>(string name, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(name);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Exception Make(ExceptionShape shape, Exception[] inner)
    {
        var record = new ExceptionRecord
        {
            TypeName = shape.Type.FullName!, BaseTypeNames = [], IsKnown = true, Message = "the message", StackTrace = null,
            HResult = 0, Details = [], Members = null, Data = [], Inner = inner, OmittedInner = 0,
        };
        Exception original = shape.Create(record, "the message");
        original.HResult = unchecked((int)0x8007_1234);
        foreach (object value in (object[])["text", true, 'c', (sbyte)-1, (byte)2, (short)-3, (ushort)4, -5, 6u, -7L, 8UL, 1.5f, double.NaN, 1.50m, DateTime.UnixEpoch, DateTimeOffset.MaxValue, TimeSpan.MaxValue, new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), DateOnly.MaxValue, TimeOnly.MaxValue])
        {
            original.Data[value.GetType().Name] = value;
        }

        original.Data["null"] = null;
        original.Data[5] = "not a string key";
        original.Data["object"] = new object();
        Exception thrown = ExceptionWire.Thrown(original);
        original.Data.Remove("object");
        return thrown;
    }
}
