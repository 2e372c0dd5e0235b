using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Mail;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace ParallelGen.Tests.Wire;

/// <summary>Exceptions with properties of their own, made as programs and the framework make them.</summary>
internal static class ExceptionSamples
{
    private static readonly Exception s_inner = new InvalidOperationException("the inner one");

    public static IEnumerable<Exception> All => [.. Arguments(), .. Composed(), .. Network(), .. Text(), .. Thrown(), .. Own()];

    private static IEnumerable<Exception> Arguments() =>
    [
        new ArgumentException("bad"), new ArgumentException("bad", "x"), new ArgumentException("", "x"), new ArgumentException(null, "x", s_inner),
        new ArgumentException("bad (Parameter 'x')", "x"), new ArgumentNullException("x"), new ArgumentNullException("x", "no x"), new ArgumentNullException("no x", s_inner),
        new ArgumentOutOfRangeException("x"), new ArgumentOutOfRangeException("x", 5, "too large"), new ArgumentOutOfRangeException("x", "five", "too long"),
        new ArgumentOutOfRangeException("x", 1.5m, null), new ArgumentOutOfRangeException(null, DateTime.UnixEpoch, "early"),
        new DuplicateWaitObjectException("x", "twice"), new CultureNotFoundException("culture", "zz-", "no such"),
        new CultureNotFoundException("culture", 77777, "no such"), new CultureNotFoundException("no such", "zz-", s_inner),
        new ObjectDisposedException("Pool"), new ObjectDisposedException("Pool", "closed"), new ObjectDisposedException(null, "closed"), new ObjectDisposedException("closed", s_inner),
        new InvalidEnumArgumentException("bad"),
    ];

    private static IEnumerable<Exception> Composed() =>
    [
        new AggregateException(), new AggregateException("none"), new AggregateException(new IOException("a"), new ArgumentException("b", "c")),
        new AggregateException("several", new AggregateException("nested", s_inner), new ArgumentNullException("x")),
        new AggregateException("several (a)", new IOException("a")),
        new TypeInitializationException("Some.Type", s_inner), new NotFiniteNumberException("not finite", 1.5, s_inner),
        new FileNotFoundException("missing", "/x/y.txt", s_inner), new FileNotFoundException(null, "/x/y.txt"), new FileLoadException("locked", "/x/y.dll"), new BadImageFormatException("broken", "/x/y.dll"),
        new MissingSatelliteAssemblyException("missing", "de"), new SwitchExpressionException(5), new SwitchExpressionException("text"), new SwitchExpressionException("the message", s_inner),
        new AbandonedMutexException("abandoned", s_inner, 3, null), new MissingMethodException("Type", "Method"), new OperationCanceledException("stopped", s_inner),
        new TaskCanceledException("stopped", s_inner), new IOException("disk full", 0x70),
    ];

    private static IEnumerable<Exception> Network() =>
    [
        new SocketException((int)SocketError.ConnectionRefused), new SocketException((int)SocketError.TimedOut, "late"), new Win32Exception(2), new Win32Exception(13, "no"), new Win32Exception("no inner code", s_inner),
        new HttpListenerException(5, "denied"), new NetworkInformationException(2), new SmtpException(SmtpStatusCode.MailboxBusy, "busy"), new SmtpException("failed", s_inner),
        new WebSocketException(WebSocketError.NotAWebSocket, 3, "no socket", s_inner),
        new HttpRequestException(HttpRequestError.NameResolutionError, "who", s_inner, HttpStatusCode.BadGateway), new HttpRequestException("plain"),
        new HttpIOException(HttpRequestError.ResponseEnded, "ended", s_inner), new HttpProtocolException(8, "protocol", s_inner),
        new WebException("late", s_inner, WebExceptionStatus.Timeout, null),
    ];

    private static IEnumerable<Exception> Text() =>
    [
        new JsonException("bad", "$.a[1]", 3, 14, s_inner), new RegexMatchTimeoutException("aaa", "(a+)+$", TimeSpan.FromSeconds(2)), new RegexMatchTimeoutException("slow"),
        new DecoderFallbackException("bad", [0xFF, 0xFE], 7), new XmlException("bad", s_inner, 3, 9), new XmlException("bad"), new XmlSchemaException("bad", s_inner, 3, 9),
        new XmlSchemaValidationException("bad", s_inner, 3, 9),
    ];

    /// <summary>Thrown by the framework itself, which has constructors that nobody else has.</summary>
    private static IEnumerable<Exception> Thrown() =>
    [
        Caught(() => ArgumentOutOfRangeException.ThrowIfGreaterThan(5, 3)), Caught(() => JsonDocument.Parse("{\"a\": }")), Caught(() => XDocument.Parse("<a><b></a>")),
        Caught(() => File.ReadAllText("/no/such/file")), Caught(() => CultureInfo.GetCultureInfo("not a culture")), Caught(() => _ = new Uri("http://")),
        Caught(() => _ = new Dictionary<string, int>()["x"]), Caught(() => _ = checked(int.MaxValue + Environment.ProcessorCount)), Caught(() => new UTF8Encoding(false, true).GetString([0xFF])),
        Caught(() => Task.FromException(s_inner).Wait()), Caught(() => new CancellationToken(true).ThrowIfCancellationRequested()), Caught(() => _ = "x"[Environment.ProcessorCount + 1]),
        Caught(() => Type.GetType("No.Such.Type", throwOnError: true)), Caught(() => Encoding.GetEncoding("nope")), Caught(() => _ = (string)(object)5),
    ];

    private static IEnumerable<Exception> Own() =>
    [
        new WorkerCrashedException("gone", 77, 134, null, "Stack overflow"), new WorkerCrashedException("gone", 77, null, 9, ""),
        new WorkerCrashedException("gone again", 79, 134, 6, "late", 2, [new WorkerCrashedException("gone first", 78, null, 9, "early")]),
        new BatchException([new ItemFailure(3, s_inner), new ItemFailure(9_999_999_999, new ArgumentException("b", "x"))], 12_345_678_901),
        new WorkerStartException("no", s_inner),
    ];

    private static Exception Caught(Action action)
    {
        Exception? error = Record.Exception(action);
        Assert.NotNull(error);
        return error;
    }
}
