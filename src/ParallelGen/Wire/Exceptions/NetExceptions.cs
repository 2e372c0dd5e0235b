using System.ComponentModel;
using System.Net;
using System.Net.Http;
using System.Net.Mail;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace ParallelGen.Wire;

/// <summary>Exceptions of networking and of the operating system's error codes.</summary>
internal static class NetExceptions
{
    public static IEnumerable<ExceptionShape> Shapes =>
    [
        ExceptionShape.Plain((message, inner) => new AuthenticationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidCredentialException(message, inner)),
        ExceptionShape.Plain((message, inner) => new CookieException(message, inner)),
        ExceptionShape.Plain((message, inner) => new PingException(message, inner)),
        ExceptionShape.Plain((message, _) => new ProtocolViolationException(message)),
        .. WithErrorCodes,
        .. Http,
    ];

    /// <summary>Of these only the first two can be made with an inner exception.</summary>
    private static ExceptionShape[] WithErrorCodes =>
    [
        ExceptionShape.Of<WebSocketException>(
            error => [(int)error.WebSocketErrorCode, error.NativeErrorCode],
            (record, message) => WithNativeError(
                record.Detail<int>(1), code => new WebSocketException((WebSocketError)record.Detail<int>(0), code, message, record.FirstInner))),
        ExceptionShape.Of<Win32Exception>(
            error => [error.NativeErrorCode],
            (record, message) => WithNativeError(
                record.Detail<int>(0), code => record.FirstInner is { } inner ? new Win32Exception(message, inner) : new(code, message))),
        ExceptionShape.Of<SocketException>(
            error => [(int)error.SocketErrorCode],
            (record, message) => new SocketException(record.Detail<int>(0), message)),
        ExceptionShape.Of<HttpListenerException>(
            error => [error.ErrorCode],
            (record, message) => new HttpListenerException(record.Detail<int>(0), message)),
        ExceptionShape.Of<NetworkInformationException>(
            error => [error.ErrorCode],
            (record, _) => new NetworkInformationException(record.Detail<int>(0))),
        ExceptionShape.Of<SmtpException>(
            error => [(int)error.StatusCode],
            (record, message) => record.FirstInner is { } inner ? new(message, inner) : new((SmtpStatusCode)record.Detail<int>(0), message)),
    ];

    private static ExceptionShape[] Http =>
    [
        ExceptionShape.Of<HttpRequestException>(
            error => [(int)error.HttpRequestError, (int?)error.StatusCode],
            (record, message) => new HttpRequestException(
                (HttpRequestError)record.Detail<int>(0), message, record.FirstInner, (HttpStatusCode?)record.Detail<int?>(1))),
        ExceptionShape.Of<HttpIOException>(
            error => [(int)error.HttpRequestError],
            (record, message) => new HttpIOException((HttpRequestError)record.Detail<int>(0), message, record.FirstInner)),
        ExceptionShape.Of<HttpProtocolException>(
            error => [error.ErrorCode],
            (record, message) => new HttpProtocolException(record.Detail<long>(0), message, record.FirstInner)),
        ExceptionShape.Of<WebException>(
            error => [(int)error.Status],
            (record, message) => new WebException(message, record.FirstInner, (WebExceptionStatus)record.Detail<int>(0), null)),
    ];

    /// <summary>Constructors that take an inner exception take the native error from the thread's last platform call, so that is set first.</summary>
    private static T WithNativeError<T>(int code, Func<int, T> make)
    {
        int before = Marshal.GetLastPInvokeError();
        Marshal.SetLastPInvokeError(code);
        try
        {
            return make(code);
        }
        finally
        {
            Marshal.SetLastPInvokeError(before);
        }
    }
}
