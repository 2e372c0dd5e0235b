using System.Globalization;
using System.Text;

namespace ParallelGen.Generators.Emission;

/// <summary>Text for documentation comments.</summary>
internal static class XmlText
{
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            string? entity = c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                // Ends the line, and with it the comment, or cannot stand in XML.
                '\u0085' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' => Code(c),
                _ => char.IsControl(c) ? Code(c) : null,
            };
            escaped.Append(entity ?? c.ToString());
        }

        return escaped.ToString();
    }

    private static string Code(char c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);
}
