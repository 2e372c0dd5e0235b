using System.Text;

namespace ParallelGen.Generators.Emission;

/// <summary>Builds a source file line by line: keeps the indentation, and ends every line with <c>\n</c> whatever the machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one or more lines at the current indentation; an empty text is an empty line.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Replace("\r\n", "\n").Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _depth * 4).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Opens a block with a brace of its own line.</summary>
    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
    }

    /// <summary>Closes the block that <see cref="Open"/> opened.</summary>
    public void Close(string suffix = "")
    {
        _depth--;
        Line("}" + suffix);
    }

    /// <summary>Writes a member whose body is one expression, on a line of its own.</summary>
    public void Expression(string header, string expression)
    {
        Line(header + " =>");
        _depth++;
        Line(expression + ";");
        _depth--;
    }

    /// <summary>Writes a statement that makes an object, with what is set on it in a block.</summary>
    public void Creation(string statement, IReadOnlyCollection<string> initializers)
    {
        if (initializers.Count == 0)
        {
            Line(statement + ";");
            return;
        }

        Open(statement);
        foreach (string initializer in initializers)
        {
            Line(initializer + ",");
        }

        Close(";");
    }

    /// <summary>
    /// Writes the attributes of code that nobody wrote: tools leave it out (coverage, analysis), and the debugger steps over it,
    /// from the caller's code into the author's.
    /// </summary>
    public void GeneratedMarks()
    {
        Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"{KnownNames.Tool}\", \"{KnownNames.Version}\")]");
        Line("[global::System.Diagnostics.DebuggerNonUserCode]");
    }

    /// <summary>Indents the lines that follow, until <see cref="Outdent"/>.</summary>
    public void Indent() => _depth++;

    /// <summary>Takes back one <see cref="Indent"/>.</summary>
    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
