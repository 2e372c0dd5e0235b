namespace ParallelGen.Generators.Emission;

/// <summary>Text for documentation comments.</summary>
internal static class XmlText
{
    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
