using Apps;

// What this program does at its start is visible, so that a test can tell in which processes it ran.
Console.WriteLine($"main {Environment.ProcessId}");
if (Environment.GetEnvironmentVariable("APPS_MAIN_LOG") is { } log)
{
    File.AppendAllText(log, $"{Environment.ProcessId}\n");
}

return await Modes.RunAsync(args);
