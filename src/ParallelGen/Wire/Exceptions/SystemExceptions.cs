using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security;

namespace ParallelGen.Wire;

/// <summary>Exceptions of the core library, those of files apart.</summary>
internal static class SystemExceptions
{
    public static IEnumerable<ExceptionShape> Shapes => [.. Plain, .. Arguments, .. Composed];

#pragma warning disable CA2201 // These are made again, not thrown for a reason of our own.
    private static ExceptionShape[] Plain =>
    [
        ExceptionShape.Plain((message, inner) => new Exception(message, inner)),
        ExceptionShape.Plain((message, inner) => new SystemException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ApplicationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new AccessViolationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new AppDomainUnloadedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ArithmeticException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ArrayTypeMismatchException(message, inner)),
        ExceptionShape.Plain((message, inner) => new CannotUnloadAppDomainException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ContextMarshalException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DataMisalignedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DivideByZeroException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DllNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new EntryPointNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new FieldAccessException(message, inner)),
        ExceptionShape.Plain((message, inner) => new FormatException(message, inner)),
        ExceptionShape.Plain((message, inner) => new IndexOutOfRangeException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InsufficientExecutionStackException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InsufficientMemoryException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidCastException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidOperationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidProgramException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidTimeZoneException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MemberAccessException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MethodAccessException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MissingFieldException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MissingMemberException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MissingMethodException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MulticastNotSupportedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new NotImplementedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new NotSupportedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new NullReferenceException(message, inner)),
        ExceptionShape.Plain((message, inner) => new OperationCanceledException(message, inner)),
        ExceptionShape.Plain((message, inner) => new OutOfMemoryException(message, inner)),
        ExceptionShape.Plain((message, inner) => new OverflowException(message, inner)),
        ExceptionShape.Plain((message, inner) => new PlatformNotSupportedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new RankException(message, inner)),
        ExceptionShape.Plain((message, inner) => new StackOverflowException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TimeoutException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TimeZoneNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TypeAccessException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TypeLoadException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TypeUnloadedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new UnauthorizedAccessException(message, inner)),
        ExceptionShape.Plain((message, inner) => new KeyNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new UnreachableException(message, inner)),
        ExceptionShape.Plain((message, inner) => new EventSourceException(message, inner)),
        ExceptionShape.Plain((message, inner) => new AmbiguousMatchException(message, inner)),
        ExceptionShape.Plain((message, inner) => new CustomAttributeFormatException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidFilterCriteriaException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TargetException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TargetParameterCountException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TargetInvocationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MissingManifestResourceException(message, inner)),
        ExceptionShape.Plain((message, inner) => new AmbiguousImplementationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new COMException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ExternalException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidComObjectException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidOleVariantTypeException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MarshalDirectiveException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SEHException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SafeArrayRankMismatchException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SafeArrayTypeMismatchException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SecurityException(message, inner)),
        ExceptionShape.Plain((message, inner) => new VerificationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new System.Runtime.Serialization.SerializationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new LockRecursionException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SemaphoreFullException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SynchronizationLockException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ThreadInterruptedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ThreadStateException(message, inner)),
        ExceptionShape.Plain((message, inner) => new WaitHandleCannotBeOpenedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TaskCanceledException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TaskSchedulerException(message, inner)),
        ExceptionShape.Plain((message, inner) => new System.Security.Cryptography.CryptographicException(message, inner)),
    ];
#pragma warning restore CA2201

    private static ExceptionShape[] Arguments =>
    [
        ExceptionShape.Of<ArgumentException>(
            error => [error.ParamName],
            (record, message) => new ArgumentException(message, record.Detail<string>(0), record.FirstInner)),
        ExceptionShape.Of<ArgumentNullException>(
            error => [error.ParamName],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new(record.Detail<string>(0), message)),
        ExceptionShape.Of<ArgumentOutOfRangeException>(
            error => [error.ParamName, PrimitiveCodec.CanWrite(error.ActualValue) ? error.ActualValue : error.ActualValue?.ToString()],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new(record.Detail<string>(0), record.Detail<object>(1), message)),
        ExceptionShape.Of<DuplicateWaitObjectException>(
            error => [error.ParamName],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new(record.Detail<string>(0), message)),
        ExceptionShape.Of<CultureNotFoundException>(
            error => [error.ParamName, error.InvalidCultureName, error.InvalidCultureId],
            (record, message) => record switch
            {
                { FirstInner: { } inner } => new(message, record.Detail<string>(1), inner),
                _ when record.Detail<int?>(2) is { } id => new(record.Detail<string>(0), id, message),
                _ => new(record.Detail<string>(0), record.Detail<string>(1), message),
            }),
        ExceptionShape.Of<ObjectDisposedException>(
            error => [error.ObjectName],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new(record.Detail<string>(0), message)),
    ];

    private static ExceptionShape[] Composed =>
    [
        ExceptionShape.Of<AggregateException>(_ => [], (record, message) => new AggregateException(message, record.Inner)),
        ExceptionShape.Of<TypeInitializationException>(
            error => [error.TypeName],
            (record, _) => new TypeInitializationException(record.Detail<string>(0), record.FirstInner)),
        ExceptionShape.Of<NotFiniteNumberException>(
            error => [error.OffendingNumber],
            (record, message) => new NotFiniteNumberException(message, record.Detail<double>(0), record.FirstInner)),
        ExceptionShape.Of<BadImageFormatException>(
            error => [error.FileName],
            (record, message) => new BadImageFormatException(message, record.Detail<string>(0), record.FirstInner)),
        ExceptionShape.Of<MissingSatelliteAssemblyException>(
            error => [error.CultureName],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new(message, record.Detail<string>(0))),
        ExceptionShape.Of<SwitchExpressionException>(
            error => [PrimitiveCodec.CanWrite(error.UnmatchedValue) ? error.UnmatchedValue : null],
            (record, message) => record.Detail<object>(0) is { } unmatched ? new(unmatched) : new(message, record.FirstInner)),
        ExceptionShape.Of<AbandonedMutexException>(
            error => [error.MutexIndex],
            (record, message) => new AbandonedMutexException(message, record.FirstInner, record.Detail<int?>(0) ?? -1, null)),
    ];
}
