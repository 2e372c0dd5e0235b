using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints what of a call crosses a process boundary, and how.</summary>
internal sealed class WireEmitter
{
    private const string Writer = "global::" + KnownNames.Types.WireWriter;
    private const string Reader = "global::" + KnownNames.Types.WireReader;

    private readonly SourceWriter _source;
    private readonly MethodModel _method;
    private readonly string _inputs;

    private WireEmitter(SourceWriter source, MethodModel method)
    {
        _source = source;
        _method = method;
        _inputs = $"{KnownNames.Global(KnownNames.GenericTypes.IWireInput)}<{Input}>.";
    }

    private string Input => _method.Input.TypeName;

    public static void Write(SourceWriter source, MethodModel method)
    {
        WireEmitter emitter = new(source, method);
        source.Line("// What crosses, in this order.");
        emitter.WriteInput();
        source.Line();
        emitter.WriteResult();
        if (method.Input.Broadcasts.Any())
        {
            source.Line();
            source.Line("// What crosses once for a batch.");
            emitter.WriteBroadcast([.. method.Input.Broadcasts]);
        }

        if (method.Input.Progress is FieldModel progress)
        {
            source.Line();
            source.Line("// What crosses back while a call runs.");
            emitter.WriteReports(progress);
        }
    }

    private static string Write(FieldModel field) => $"{field.Wire!.CodecName}.Write(ref writer, {field.Access});";

    private static string Read(FieldModel field) => $"{field.Wire!.CodecName}.Read(ref reader)";

    private void WriteInput()
    {
        WriteStatements(
            $"static void {Member(KnownNames.Members.WriteInput)}(ref {Writer} writer, {Input} input)", _method.Input.Arguments.Select(Write));
        _source.Line();
        string[] fields = [.. _method.Input.Fields.Select(f => f.Kind is InputKind.Broadcast or InputKind.Progress ? "default" : Read(f))];
        _source.Expression(
            $"static {Input} {Member(KnownNames.Members.ReadInput)}(ref {Reader} reader)",
            fields.Length switch { 0 => "default", 1 => fields[0], _ => $"({string.Join(", ", fields)})" });
    }

    private void WriteResult()
    {
        (string contract, string write, string read, string name) = _method.Return.IsSequence
            ? (KnownNames.GenericTypes.IWireStreamCall, KnownNames.Members.WriteItem, KnownNames.Members.ReadItem, "item")
            : (KnownNames.GenericTypes.IWireCall, KnownNames.Members.WriteResult, KnownNames.Members.ReadResult, "result");
        string result = _method.Return.CallTypeName;
        string types = $"{KnownNames.Global(contract)}<{Input}, {result}>.";
        WireTypeModel? wire = _method.Return.Wire;
        WriteStatements(
            $"static void {types}{KnownNames.Last(write)}(ref {Writer} writer, {result} {name})",
            wire is null ? [] : [$"{wire.CodecName}.Write(ref writer, {name});"]);
        _source.Line();
        _source.Expression(
            $"static {result} {types}{KnownNames.Last(read)}(ref {Reader} reader)", wire is null ? "default" : $"{wire.CodecName}.Read(ref reader)");
    }

    private void WriteBroadcast(FieldModel[] fields)
    {
        string type = fields.Length == 1 ? fields[0].TypeName : $"({string.Join(", ", fields.Select(f => f.TypeName))})";
        string target = fields.Length == 1 ? fields[0].Access : $"({string.Join(", ", fields.Select(f => f.Access))})";
        string values = fields.Length == 1 ? Read(fields[0]) : $"({string.Join(", ", fields.Select(Read))})";
        _source.Line($"static bool {Member(KnownNames.Members.HasBroadcast)} => true;");
        _source.Line();
        WriteStatements($"static void {Member(KnownNames.Members.WriteBroadcast)}(ref {Writer} writer, {Input} input)", fields.Select(Write));
        _source.Line();
        WriteStatements(
            $"static object? {Member(KnownNames.Members.ReadBroadcast)}(ref {Reader} reader)", [$"{type} broadcast = {values};", "return broadcast;"]);
        _source.Line();
        _source.Expression(
            $"static void {Member(KnownNames.Members.SetBroadcast)}(ref {Input} input, object? broadcast)", $"{target} = ({type})broadcast!");
    }

    private void WriteReports(FieldModel progress)
    {
        string sender = KnownNames.Global(KnownNames.Types.ReportSender);
        _source.Expression($"static bool {Member(KnownNames.Members.WantsReports)}({Input} input)", $"{progress.Access} is not null");
        _source.Line();
        _source.Expression(
            $"static void {Member(KnownNames.Members.SetReports)}(ref {Input} input, {sender} reports)",
            $"{progress.Access} = reports.{KnownNames.Last(KnownNames.Members.ToProgress)}<{progress.Wire!.TypeName}, {progress.Wire.CodecName}>()");
        _source.Line();
        _source.Expression(
            $"static void {Member(KnownNames.Members.ReadReport)}(ref {Reader} reader, {Input} input)", $"{progress.Access}!.Report({Read(progress)})");
    }

    private string Member(string name) => _inputs + KnownNames.Last(name);

    private void WriteStatements(string header, IEnumerable<string> statements)
    {
        _source.Open(header);
        foreach (string statement in statements)
        {
            _source.Line(statement);
        }

        _source.Close();
    }
}
