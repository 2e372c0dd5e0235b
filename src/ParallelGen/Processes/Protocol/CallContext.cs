using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.Processes.Protocol;

/// <summary>What travels with a call besides its arguments: culture, UI culture and the current activity. Nothing else does.</summary>
internal readonly record struct CallContext(string Culture, string UICulture, string? TraceParent, string? TraceState)
{
    /// <summary>The context of the current thread.</summary>
    public static CallContext Capture()
    {
        Activity? activity = Activity.Current;
        bool traced = activity is { IdFormat: ActivityIdFormat.W3C };
        return new CallContext(
            CultureInfo.CurrentCulture.Name,
            CultureInfo.CurrentUICulture.Name,
            traced ? activity!.Id : null,
            traced ? activity!.TraceStateString : null);
    }

    public void Write(ref WireWriter writer)
    {
        writer.WriteString(Culture);
        writer.WriteString(UICulture);
        writer.WriteString(TraceParent);
        writer.WriteString(TraceState);
    }

    public static CallContext Read(ref WireReader reader) =>
        new(reader.ReadString() ?? "", reader.ReadString() ?? "", reader.ReadString(), reader.ReadString());

    /// <summary>
    /// Makes this the context of the current thread. Cultures are compared first: looking one up loads the globalization data.
    /// The activity that is returned, if any, is stopped when the call has ended.
    /// </summary>
    /// <exception cref="WorkerStartException">This process does not know the culture: its globalization settings differ from the caller's.</exception>
    public Activity? Enter(string operation)
    {
        if (CultureInfo.CurrentCulture.Name != Culture)
        {
            CultureInfo.CurrentCulture = Find(Culture);
        }

        if (CultureInfo.CurrentUICulture.Name != UICulture)
        {
            CultureInfo.CurrentUICulture = Find(UICulture);
        }

        if (TraceParent is null)
        {
            return null;
        }

        Activity activity = new Activity(operation).SetParentId(TraceParent);
        activity.TraceStateString = TraceState;
        return activity.Start();
    }

    private static CultureInfo Find(string culture)
    {
        try
        {
            return CultureInfo.GetCultureInfo(culture);
        }
        catch (CultureNotFoundException e)
        {
            throw new WorkerStartException(
                $"The worker process {Environment.ProcessId} does not know the caller's culture '{culture}'. Give caller and workers the same globalization settings.", e);
        }
    }
}
