namespace ParallelGen.Generators;

/// <summary>What the generator knows of the runtime, by name. A test resolves each against the built runtime.</summary>
/// <remarks>Only the names of single codecs stand elsewhere: with the types that they serve, in WirePrimitives and WireCollections.</remarks>
internal static class KnownNames
{
    public const string Tool = "ParallelGen";

    /// <summary>The assembly of the runtime.</summary>
    public const string Runtime = "ParallelGen";

    /// <summary>The namespace of the runtime's codecs.</summary>
    public const string Codecs = "ParallelGen.Wire";

    /// <summary>The namespace of what is emitted outside the user's types.</summary>
    public const string Generated = "ParallelGen.Generated";

    public static string Version { get; } = typeof(KnownNames).Assembly.GetName().Version!.ToString(3);

    /// <summary>Types, by metadata name.</summary>
    public static class Types
    {
        public const string RunOnAttribute = "ParallelGen.RunOnAttribute";
        public const string WireCodecAttribute = "ParallelGen.WireCodecAttribute";
        public const string WireExceptionAttribute = "ParallelGen.WireExceptionAttribute";
        public const string BroadcastAttribute = "ParallelGen.BroadcastAttribute";
        public const string WorkerInitializerAttribute = "ParallelGen.WorkerInitializerAttribute";
        public const string ProcessPool = "ParallelGen.ProcessPool";
        public const string ProcessPoolAttribute = "ParallelGen.ProcessPoolAttribute";
        public const string Batch = "ParallelGen.Batch";
        public const string BatchException = "ParallelGen.BatchException";
        public const string RemoteException = "ParallelGen.RemoteException";
        public const string WorkerCrashedException = "ParallelGen.WorkerCrashedException";
        public const string WorkerStartException = "ParallelGen.WorkerStartException";
        public const string ExceptionEntry = "ParallelGen.CompilerServices.ExceptionEntry";
        public const string WireReader = "ParallelGen.WireReader";
        public const string WireWriter = "ParallelGen.WireWriter";
        public const string CallEntry = "ParallelGen.CompilerServices.CallEntry";
        public const string CallInfo = "ParallelGen.CompilerServices.CallInfo";
        public const string ReportSender = "ParallelGen.CompilerServices.ReportSender";
        public const string CallTable = "ParallelGen.CompilerServices.CallTable";
        public const string WorkerContext = "ParallelGen.WorkerContext";
    }

    /// <summary>Generic types, by metadata name without the arity.</summary>
    public static class GenericTypes
    {
        public const string Batch = "ParallelGen.Batch";
        public const string ICall = "ParallelGen.CompilerServices.ICall";
        public const string IAnnotatedMethod = "ParallelGen.CompilerServices.IAnnotatedMethod";
        public const string IStreamCall = "ParallelGen.CompilerServices.IStreamCall";
        public const string IWireStreamCall = "ParallelGen.CompilerServices.IWireStreamCall";
        public const string IExceptionCodec = "ParallelGen.CompilerServices.IExceptionCodec";
        public const string IWireCall = "ParallelGen.CompilerServices.IWireCall";
        public const string IWireInput = "ParallelGen.CompilerServices.IWireInput";
        public const string IWireCodec = "ParallelGen.IWireCodec";
    }

    /// <summary>The members of the model enum that the rules tell apart.</summary>
    public static class Models
    {
        public const string Thread = "Thread";
        public const string ThreadPool = "ThreadPool";
        public const string EventLoop = "EventLoop";
        public const string Process = "Process";
        public const string ProcessPool = "ProcessPool";
        public const string Cluster = "Cluster";
    }

    /// <summary>The options of <c>[RunOn]</c>: properties of the attribute.</summary>
    public static class Options
    {
        public const string Name = "Name";
        public const string Pool = "Pool";
        public const string MaxConcurrency = "MaxConcurrency";
        public const string TimeoutMilliseconds = "TimeoutMilliseconds";
        public const string ExclusiveBy = "ExclusiveBy";
        public const string ExclusiveGroup = "ExclusiveGroup";
        public const string CrashRetries = "CrashRetries";
        public const string StackSize = "StackSize";
        public const string ThreadName = "ThreadName";
        public const string ThreadPriority = "ThreadPriority";
    }

    /// <summary>Members, as <c>Type.Member</c>.</summary>
    public static class Members
    {
        public const string GetPool = "ParallelGen.ProcessPool.Get";
        public const string ConfigurePool = "ParallelGen.ProcessPool.Configure";
        public const string WriteSerialized = "ParallelGen.CompilerServices.SerializedValue.Write";
        public const string ReadSerialized = "ParallelGen.CompilerServices.SerializedValue.Read";
        public const string Info = "ParallelGen.CompilerServices.IAnnotatedMethod.Info";
        public const string Invoke = "ParallelGen.CompilerServices.ICall.Invoke";
        public const string WriteInput = "ParallelGen.CompilerServices.IWireInput.WriteInput";
        public const string ReadInput = "ParallelGen.CompilerServices.IWireInput.ReadInput";
        public const string WriteResult = "ParallelGen.CompilerServices.IWireCall.WriteResult";
        public const string ReadResult = "ParallelGen.CompilerServices.IWireCall.ReadResult";
        public const string ExclusiveKey = "ParallelGen.CompilerServices.IAnnotatedMethod.ExclusiveKey";
        public const string Open = "ParallelGen.CompilerServices.IStreamCall.Open";
        public const string WriteItem = "ParallelGen.CompilerServices.IWireStreamCall.WriteItem";
        public const string ReadItem = "ParallelGen.CompilerServices.IWireStreamCall.ReadItem";
        public const string HasBroadcast = "ParallelGen.CompilerServices.IWireInput.HasBroadcast";
        public const string WriteBroadcast = "ParallelGen.CompilerServices.IWireInput.WriteBroadcast";
        public const string ReadBroadcast = "ParallelGen.CompilerServices.IWireInput.ReadBroadcast";
        public const string SetBroadcast = "ParallelGen.CompilerServices.IWireInput.SetBroadcast";
        public const string WantsReports = "ParallelGen.CompilerServices.IWireInput.WantsReports";
        public const string SetReports = "ParallelGen.CompilerServices.IWireInput.SetReports";
        public const string ReadReport = "ParallelGen.CompilerServices.IWireInput.ReadReport";
        public const string ToProgress = "ParallelGen.CompilerServices.ReportSender.ToProgress";
        public const string ProgressOrNone = "ParallelGen.CompilerServices.CallProgress.OrNone";
        public const string RunWithProgress = "ParallelGen.CompilerServices.CallProgress.RunAsync";
        public const string OpenWithProgress = "ParallelGen.CompilerServices.CallProgress.Open";
        public const string ResultOf = "ParallelGen.CompilerServices.CallTasks.Of";
        public const string ItemsFrom = "ParallelGen.CompilerServices.StreamItems.From";
        public const string FromInputs = "ParallelGen.CompilerServices.BatchInputs.From";
        public const string RepeatInput = "ParallelGen.CompilerServices.BatchInputs.Repeat";
        public const string ForCall = "ParallelGen.CompilerServices.CallEntry.For";
        public const string ForStream = "ParallelGen.CompilerServices.CallEntry.ForStream";
        public const string ForException = "ParallelGen.CompilerServices.ExceptionEntry.For";
        public const string ExceptionConstructors = "ParallelGen.CompilerServices.IExceptionCodec.Constructors";
        public const string WriteException = "ParallelGen.CompilerServices.IExceptionCodec.WriteMembers";
        public const string CreateException = "ParallelGen.CompilerServices.IExceptionCodec.Create";
        public const string FindException = "ParallelGen.CompilerServices.CallTable.FindException";
        public const string Find = "ParallelGen.CompilerServices.CallTable.Find";
        public const string InitializeAsync = "ParallelGen.CompilerServices.CallTable.InitializeAsync";
        public const string InitializerName = "ParallelGen.CompilerServices.CallTable.InitializerName";
        public const string Register = "ParallelGen.CompilerServices.CallTable.Register";
        public const string IsWorker = "ParallelGen.WorkerContext.IsWorker";
    }

    /// <summary>What a batch can be asked for.</summary>
    public static class BatchMembers
    {
        public const string RunAsync = "ParallelGen.Batch.RunAsync";
        public const string ToArrayAsync = "ParallelGen.Batch.ToArrayAsync";
        public const string OutcomesAsync = "ParallelGen.Batch.OutcomesAsync";
        public const string AsCompleted = "ParallelGen.Batch.AsCompleted";
        public const string GetAwaiter = "ParallelGen.Batch.GetAwaiter";
        public const string GetAsyncEnumerator = "ParallelGen.Batch.GetAsyncEnumerator";
        public const string ConfigureAwait = "ParallelGen.Batch.ConfigureAwait";
    }

    /// <summary>What generated members call: members of a class for each model, see <see cref="Entry"/>.</summary>
    public static class Entries
    {
        public const string RunAsync = "RunAsync";
        public const string Batch = "Batch";
        public const string VoidBatch = "VoidBatch";
        public const string Stream = "Stream";
    }

    /// <summary>What generated members of a model's methods call.</summary>
    public static string Entry(string model, string member) => $"ParallelGen.CompilerServices.{model}Calls.{member}";

    /// <summary>The name as generated code writes it, so that no type of the user's can stand in its place.</summary>
    public static string Global(string name) => "global::" + name;

    /// <summary>The last part of a dotted name.</summary>
    public static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
