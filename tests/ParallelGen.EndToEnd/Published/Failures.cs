using ParallelGen;

namespace Published;

/// <summary>How a call failed, in one line.</summary>
internal static class Failures
{
    public static async Task<string> OfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "none";
        }
        catch (ParcelException e)
        {
            return $"ParcelException {e.Number} {e.InnerException!.GetType().Name}";
        }
        catch (ArgumentOutOfRangeException e)
        {
            return $"ArgumentOutOfRangeException {e.ParamName} {e.ActualValue}";
        }
        catch (WorkerCrashedException e)
        {
            return $"WorkerCrashedException {e.Signal}";
        }
        catch (TimeoutException)
        {
            return "TimeoutException";
        }
    }
}
