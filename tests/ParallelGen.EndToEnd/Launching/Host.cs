namespace ParallelGen.EndToEnd.Launching;

/// <summary>How a program is started.</summary>
public enum Host
{
    /// <summary><c>dotnet run --no-build</c>.</summary>
    Run,

    /// <summary><c>dotnet app.dll</c>.</summary>
    Muxer,

    /// <summary>The executable that the build makes.</summary>
    Apphost,
}
