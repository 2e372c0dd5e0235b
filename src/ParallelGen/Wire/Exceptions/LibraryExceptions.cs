using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Data;
using System.Data.SqlTypes;
using System.IO.IsolatedStorage;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Transactions;
using System.Xml;
using System.Xml.Schema;
using System.Xml.XPath;
using System.Xml.Xsl;

namespace ParallelGen.Wire;

/// <summary>Exceptions of the framework's other libraries.</summary>
internal static class LibraryExceptions
{
    public static IEnumerable<ExceptionShape> Shapes => [.. Plain, .. Text, .. Data];

    private static ExceptionShape[] Plain =>
    [
        ExceptionShape.Plain((message, inner) => new InternalBufferOverflowException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DriveNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new IsolatedStorageException(message, inner)),
        ExceptionShape.Plain((message, inner) => new UriFormatException(message, inner)),
        ExceptionShape.Plain((message, inner) => new BarrierPostPhaseException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ChannelClosedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new AuthenticationTagMismatchException(message, inner)),
        ExceptionShape.Plain((message, inner) => new CryptographicUnexpectedOperationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidDataContractException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ValidationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidAsynchronousStateException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidEnumArgumentException(message, inner)),
        ExceptionShape.Plain((message, inner) => new EncoderFallbackException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TransactionException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TransactionAbortedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TransactionInDoubtException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TransactionManagerCommunicationException(message, inner)),
        ExceptionShape.Plain((message, inner) => new TransactionPromotionException(message, inner)),
    ];

    private static ExceptionShape[] Text =>
    [
        ExceptionShape.Of<JsonException>(
            error => [error.Path, error.LineNumber, error.BytePositionInLine],
            (record, message) => new JsonException(
                message, record.Detail<string>(0), record.Detail<long?>(1), record.Detail<long?>(2), record.FirstInner)),
        ExceptionShape.Of<RegexMatchTimeoutException>(
            error => [error.Input, error.Pattern, error.MatchTimeout],
            (record, message) => record.Details.Count > 0 && record.FirstInner is null
                ? new(record.Detail<string>(0) ?? "", record.Detail<string>(1) ?? "", record.Detail<TimeSpan>(2))
                : new(message, record.FirstInner!)),
        ExceptionShape.Of<DecoderFallbackException>(
            error => [error.BytesUnknown is { } bytes ? Convert.ToHexString(bytes) : null, error.Index],
            (record, message) => record.Detail<string>(0) is { } bytes && record.FirstInner is null
                ? new(message, Convert.FromHexString(bytes), record.Detail<int>(1))
                : new(message, record.FirstInner)),
        ExceptionShape.Of<XmlException>(
            error => [error.LineNumber, error.LinePosition],
            (record, message) => new XmlException(message, record.FirstInner, record.Detail<int>(0), record.Detail<int>(1))),
        ExceptionShape.Of<XmlSchemaException>(
            error => [error.LineNumber, error.LinePosition],
            (record, message) => new XmlSchemaException(message, record.FirstInner, record.Detail<int>(0), record.Detail<int>(1))),
        ExceptionShape.Of<XmlSchemaValidationException>(
            error => [error.LineNumber, error.LinePosition],
            (record, message) => new XmlSchemaValidationException(message, record.FirstInner, record.Detail<int>(0), record.Detail<int>(1))),
        ExceptionShape.Plain((message, inner) => new XPathException(message, inner)),
        ExceptionShape.Plain((message, inner) => new XsltException(message, inner)),
    ];

    private static ExceptionShape[] Data =>
    [
        ExceptionShape.Plain((message, inner) => new DataException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ConstraintException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DBConcurrencyException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DeletedRowInaccessibleException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DuplicateNameException(message, inner)),
        ExceptionShape.Plain((message, inner) => new EvaluateException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InRowChangingEventException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidConstraintException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidExpressionException(message, inner)),
        ExceptionShape.Plain((message, inner) => new MissingPrimaryKeyException(message, inner)),
        ExceptionShape.Plain((message, inner) => new NoNullAllowedException(message, inner)),
        ExceptionShape.Plain((message, inner) => new ReadOnlyException(message, inner)),
        ExceptionShape.Plain((message, inner) => new RowNotInTableException(message, inner)),
        ExceptionShape.Plain((message, inner) => new StrongTypingException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SyntaxErrorException(message, inner)),
        ExceptionShape.Plain((message, inner) => new VersionNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SqlNullValueException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SqlTruncateException(message, inner)),
        ExceptionShape.Plain((message, inner) => new SqlTypeException(message, inner)),
    ];
}
