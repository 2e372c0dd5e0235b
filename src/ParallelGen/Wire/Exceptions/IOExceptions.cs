namespace ParallelGen.Wire;

/// <summary>Exceptions of files and streams.</summary>
internal static class IOExceptions
{
    public static IEnumerable<ExceptionShape> Shapes =>
    [
        ExceptionShape.Plain((message, inner) => new IOException(message, inner)),
        ExceptionShape.Plain((message, inner) => new DirectoryNotFoundException(message, inner)),
        ExceptionShape.Plain((message, inner) => new EndOfStreamException(message, inner)),
        ExceptionShape.Plain((message, inner) => new PathTooLongException(message, inner)),
        ExceptionShape.Plain((message, inner) => new InvalidDataException(message, inner)),
        ExceptionShape.Of<FileNotFoundException>(
            error => [error.FileName],
            (record, message) => new FileNotFoundException(message, record.Detail<string>(0), record.FirstInner)),
        ExceptionShape.Of<FileLoadException>(
            error => [error.FileName],
            (record, message) => new FileLoadException(message, record.Detail<string>(0), record.FirstInner)),
    ];
}
