namespace ParallelGen;

/// <summary>Marks the method that prepares a worker process for the calls of the assembly that declares it.</summary>
/// <remarks>
/// The method is static, without parameters, at least internal, and returns <c>void</c> or <see cref="Task"/>. It runs once
/// in each worker, before the first call of its assembly there; if it fails, that assembly's calls fail with its exception.
/// if it takes longer than <see cref="ProcessPoolOptions.StartTimeoutMilliseconds"/>, the worker is killed and they fail with a <see cref="WorkerStartException"/>.
/// Should it end its worker three times in a row, the calls that wait fail and no worker is started for a while.
/// An assembly has one at most.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkerInitializerAttribute : Attribute;
