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
    public void Message_OfAnotherCulture_SurvivesAtTheCostOfDetails()
    {
        // The message is composed when it is asked for, in the culture of whoever asks.
        Exception copy = InCulture("en-US", () => ExceptionWire.Encode(new ArgumentOutOfRangeException("x", 1.5, "bad"))) is var bytes
            ? InCulture("de-DE", () => ExceptionWire.Decode(bytes))
            : throw new InvalidOperationException();
        Assert.IsType<ArgumentOutOfRangeException>(copy);
        Assert.Equal(new ArgumentOutOfRangeException("x", "1.5", "bad").Message, copy.Message);
    }

    private static T InCulture<T>(string name, Func<T> action)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new(name);
        try
        {
            return action();
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static Exception Make(ExceptionShape shape, Exception[] inner)
    {
        var record = new ExceptionRecord
        {
            TypeName = shape.Type.FullName!, BaseTypeNames = [], IsKnown = true, Message = "the message", StackTrace = null,
            HResult = 0, Details = [], Data = [], Inner = inner, OmittedInner = 0,
        };
        Exception original = shape.Create(record, "the message");
        original.HResult = unchecked((int)0x8007_1234);
        foreach (object value in (object[])["text", true, 'c', (sbyte)-1, (byte)2, (short)-3, (ushort)4, -5, 6u, -7L, 8UL, 1.5f, double.NaN, 1.50m, DateTime.UtcNow, DateTimeOffset.Now, TimeSpan.MaxValue, Guid.NewGuid(), DateOnly.MaxValue, TimeOnly.MaxValue])
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
