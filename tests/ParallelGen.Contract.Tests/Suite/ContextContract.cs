using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.Contract;

/// <summary>What of the caller's surroundings a method sees.</summary>
public abstract class ContextContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Culture_OfTheCaller_IsTheMethods()
    {
        (CultureInfo culture, CultureInfo uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal("de-DE/fr-FR/1,5", await TWork.CultureAsync().InTime());
            Assert.All(await TWork.CultureAll(10).InTime(), text => Assert.Equal("de-DE/fr-FR/1,5", text));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    [Fact]
    public async Task Culture_SetAfterTheBatchIsMade_IsThatOfTheRun()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        Batch<string> batch = TWork.CultureAll(3);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("da-DK");
            Assert.All(await batch.InTime(), text => Assert.StartsWith("da-DK/", text, StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Activity_OfTheCaller_IsTheMethods()
    {
        Assert.Null(Activity.Current);
        Assert.Null(await TWork.TraceAsync().InTime());
        using var activity = new Activity("contract");
        activity.Start();
        string trace = activity.TraceId.ToString();
        Assert.Equal(trace, await TWork.TraceAsync().InTime());
        Assert.All(await TWork.TraceAll(5).InTime(), seen => Assert.Equal(trace, seen));
    }

    [Fact]
    public async Task AsyncLocal_SetByOneCall_IsNotSeenByTheNext()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Null(await TWork.LeaveBehindAsync("call").InTime());
        }

        Assert.All(await TWork.LeaveBehindAll(Enumerable.Repeat("item", 20)).WithChunkSize(5).InTime(), Assert.Null);
    }
}
