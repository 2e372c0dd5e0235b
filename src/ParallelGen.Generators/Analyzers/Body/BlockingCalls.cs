using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The framework's members that block, and what to await in their place.</summary>
internal static class BlockingCalls
{
    /// <summary>By type: methods that have a twin of the same name and <c>Async</c>.</summary>
    private static readonly Dictionary<string, string[]> s_withTwin = new(StringComparer.Ordinal)
    {
        ["System.IO.File"] = new[]
        {
            "ReadAllText", "ReadAllBytes", "ReadAllLines", "ReadLines", "WriteAllText", "WriteAllBytes", "WriteAllLines", "AppendAllText",
            "AppendAllLines", "AppendAllBytes",
        },
        ["System.IO.RandomAccess"] = new[] { "Read", "Write" },
        ["System.Net.Http.HttpMessageInvoker"] = new[] { "Send" },
        ["System.Diagnostics.Process"] = new[] { "WaitForExit" },
        ["System.Threading.SemaphoreSlim"] = new[] { "Wait" },
        ["System.Net.Dns"] = new[] { "GetHostEntry", "GetHostAddresses" },
        ["System.Net.Sockets.Socket"] = new[] { "Accept", "Connect", "Disconnect", "Receive", "ReceiveFrom", "Send", "SendTo" },
        ["System.Net.Sockets.TcpClient"] = new[] { "Connect" },
        ["System.Net.Sockets.TcpListener"] = new[] { "AcceptSocket", "AcceptTcpClient" },
        ["System.Net.Sockets.UdpClient"] = new[] { "Receive", "Send" },
        ["System.IO.Pipes.NamedPipeServerStream"] = new[] { "WaitForConnection" },
        ["System.IO.Pipes.NamedPipeClientStream"] = new[] { "Connect" },
        ["System.Net.Security.SslStream"] = new[] { "AuthenticateAsClient", "AuthenticateAsServer" },
        ["System.Data.Common.DbConnection"] = new[] { "Open", "Close", "ChangeDatabase" },
        ["System.Data.Common.DbCommand"] = new[] { "ExecuteNonQuery", "ExecuteReader", "ExecuteScalar", "Prepare" },
        ["System.Data.Common.DbDataReader"] = new[] { "Read", "NextResult" },
        ["System.Data.Common.DbTransaction"] = new[] { "Commit", "Rollback" },
        ["System.IO.Stream"] = new[] { "Read", "ReadExactly", "ReadAtLeast", "Write", "CopyTo", "Flush" },
        ["System.IO.TextReader"] = new[] { "Read", "ReadBlock", "ReadLine", "ReadToEnd" },
    };

    /// <summary>What is called in its place stands elsewhere.</summary>
    private static readonly Dictionary<string, string> s_otherTypes = new(StringComparer.Ordinal)
    {
        ["System.Threading.Thread.Sleep"] = "System.Threading.Tasks.Task.Delay",
        ["System.Threading.Tasks.Task.WaitAll"] = "System.Threading.Tasks.Task.WhenAll",
        ["System.Threading.Tasks.Task.WaitAny"] = "System.Threading.Tasks.Task.WhenAny",
        ["System.Threading.Tasks.Parallel.For"] = "System.Threading.Tasks.Parallel.ForAsync",
        ["System.Threading.Tasks.Parallel.ForEach"] = "System.Threading.Tasks.Parallel.ForEachAsync",
        ["System.Net.NetworkInformation.Ping.Send"] = "System.Net.NetworkInformation.Ping.SendPingAsync",
        ["System.Net.Mail.SmtpClient.Send"] = "System.Net.Mail.SmtpClient.SendMailAsync",
    };

    private static readonly HashSet<string> s_withoutTwin = new(StringComparer.Ordinal)
    {
        "System.Threading.Thread.Join", "System.Threading.Monitor.Wait", "System.Threading.WaitHandle.WaitOne", "System.Threading.WaitHandle.WaitAll",
        "System.Threading.WaitHandle.WaitAny", "System.Threading.WaitHandle.SignalAndWait", "System.Threading.ManualResetEventSlim.Wait",
        "System.Threading.CountdownEvent.Wait", "System.Threading.Barrier.SignalAndWait", "System.Threading.SpinWait.SpinUntil",
        "System.Threading.Tasks.Parallel.Invoke", "System.Collections.Concurrent.BlockingCollection.Take",
        "System.Collections.Concurrent.BlockingCollection.GetConsumingEnumerable", "System.Console.ReadLine", "System.Console.ReadKey", "System.Console.Read",
    };

    /// <summary>Null for what does not block.</summary>
    public static Blocking? Of(ForeignUse use, CodeBody body, BodyMap map) => use switch
    {
        { Operation: IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } reference } when IsTask(reference.Property.ContainingType) =>
            OfTask(reference.Property, task),
        { Operation: IInvocationOperation call } when !IsOnlyATest(call) => OfCall(call, body, map),
        _ => null,
    };

    private static Blocking? OfCall(IInvocationOperation call, CodeBody body, BodyMap map)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "Wait" && IsTask(method.ContainingType) && call.Instance is { } task)
        {
            return OfTask(method, task) with { Way = call.Arguments.Length == 0 ? FixKeys.Ways.Await : FixKeys.Ways.None };
        }

        if (method.Name == "GetResult" && call.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited })
        {
            return OfTask(method, WithoutConfiguration(awaited)) with { Name = "GetAwaiter().GetResult()" };
        }

        string name = $"{FullName(method.ContainingType)}.{method.Name}";
        if (s_withoutTwin.Contains(name) || InMemory.IsStandardInput(call.Instance))
        {
            return new Blocking(Shown(method), Blocking.Elsewhere, FixKeys.Ways.None, null, null);
        }

        if (s_otherTypes.TryGetValue(name, out string? other))
        {
            string way = method.Name is "Sleep" || (method.Name == "WaitAll" && method.Parameters.Length == 1) ? FixKeys.Ways.OtherType : FixKeys.Ways.None;
            return new Blocking(Shown(method), $"Await '{LastTwo(other)}' instead.", way, other, null);
        }

        return HasTwin(method) && !InMemory.IsAllOf(call, body, map) ? WithTwin(call) : null;
    }

    private static Blocking OfTask(ISymbol member, IOperation task) =>
        new(Shown(member), "Await the task instead.", FixKeys.Ways.Await, null, task);

    private static Blocking WithTwin(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "ReadLines" && IsEnumerated(call))
        {
            return new Blocking(Shown(method), "Use 'await foreach' over 'File.ReadLinesAsync' instead.", FixKeys.Ways.ForEach, "ReadLinesAsync", null);
        }

        // The lines one by one are no task.
        string twin = method.Name == "ReadLines" ? "ReadAllLinesAsync" : method.Name + "Async";
        string limit = method is { Name: "WaitForExit", Parameters.Length: > 0 } ? ", with a token in place of the time limit" : "";
        string way = TakesTheSame(method, twin) ? FixKeys.Ways.Twin : FixKeys.Ways.None;
        return new Blocking(Shown(method), $"Await '{method.ContainingType.Name}.{twin}' instead{limit}.", way, twin, null);
    }

    private static bool IsEnumerated(IOperation sequence) =>
        sequence.Parent is IForEachLoopOperation || (sequence.Parent is IConversionOperation conversion && IsEnumerated(conversion));

    /// <summary>Overrides are methods of the type that first declares them.</summary>
    private static bool HasTwin(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (s_withTwin.TryGetValue(FullName(type), out string[]? names) && names.Contains(method.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesTheSame(IMethodSymbol method, string twin)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(twin).OfType<IMethodSymbol>().Any(t => BeginsAlike(t, method)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call with the same arguments compiles: what the twin has beside them may be left out.</summary>
    private static bool BeginsAlike(IMethodSymbol twin, IMethodSymbol method) =>
        twin.Parameters.Length >= method.Parameters.Length
        && method.Parameters.Zip(twin.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)
        && twin.Parameters.Skip(method.Parameters.Length).All(p => p.IsOptional);

    /// <summary>A time limit of nothing asks, and does not wait.</summary>
    private static bool IsOnlyATest(IInvocationOperation call) => call.Arguments.Any(argument =>
        argument.Parameter?.Name is "millisecondsTimeout" or "timeout" or "milliseconds"
        && (argument.Value.ConstantValue is { HasValue: true, Value: 0 }
            || argument.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } }
            || argument.Value is IDefaultValueOperation));

    private static IOperation WithoutConfiguration(IOperation task) =>
        task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } ? inner : task;

    private static bool IsTask(INamedTypeSymbol type) =>
        type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.Task", 1) || type.Is("System.Threading.Tasks.ValueTask", 1);

    private static string FullName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}";

    private static string Shown(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    private static string LastTwo(string name) => name.Substring(name.LastIndexOf('.', name.LastIndexOf('.') - 1) + 1);
}
