using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Which members of an exception class cross, and the constructors that bring them back.</summary>
internal sealed class ExceptionConstruction
{
    private const string SetsRequired = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    private readonly List<(WireMember Member, WireTypeModel Wire, string Local)> _members = new();
    private readonly List<Candidate> _candidates = new();
    private readonly WireTypeParser _wire;
    private readonly INamedTypeSymbol _type;

    private ExceptionConstruction(INamedTypeSymbol type, WireTypeParser wire)
    {
        _type = type;
        _wire = wire;
    }

    public EquatableArray<CodecMemberModel> Members => _members.Select(item => new CodecMemberModel(
        item.Member.Name, $"exception.{TypeNames.Identifier(item.Member.Name)}", item.Local, item.Wire.CodecName, item.Wire.Description)).ToEquatableArray();

    public EquatableArray<ExceptionConstructorModel> Constructors => _candidates.Select(Model).ToEquatableArray();

    public EquatableArray<string> Suppressions => WireSuppressions.Collect(
        _type,
        _members.Select(item => item.Member.Type),
        _members.Select(item => item.Member.Reader!).Concat(_candidates.Select(candidate => candidate.Constructor)));

    public static ExceptionConstruction Parse(INamedTypeSymbol type, WireTypeParser wire, WireAccess access)
    {
        ExceptionConstruction construction = new(type, wire);
        List<WireMember> readable = ExceptionMembers.Find(type, access).ToList();
        List<Candidate> candidates = type.InstanceConstructors
            .Where(access.IsAccessible)
            .Select(constructor => construction.Match(constructor, readable))
            .OfType<Candidate>()
            .ToList();
        construction.AddMembers(readable, candidates);
        construction.AddCandidates(candidates);
        return construction;
    }

    /// <summary>A member that can neither be set nor be given to a constructor is left behind, as is one whose type cannot cross.</summary>
    private void AddMembers(List<WireMember> readable, List<Candidate> candidates)
    {
        WireLocals locals = new("reader", "message", "inner", "constructor", "made");
        foreach (WireMember member in readable.Where(member => member.CanSet || candidates.Any(candidate => candidate.Takes(member))))
        {
            if (_wire.Parse(member.Type, Location.None, member.Name) is { } wire)
            {
                _members.Add((member, wire, locals.Add(member.Name)));
            }
        }
    }

    /// <summary>The most telling first: those that take what cannot be set, then (message, inner), (message), ().</summary>
    private void AddCandidates(List<Candidate> candidates) => _candidates.AddRange(candidates
        .Where(candidate => candidate.Members.All(IsCarried) && (candidate.Constructor.Has(SetsRequired) || CarriesAllRequired()))
        .OrderByDescending(candidate => candidate.Members.Count(member => !member.CanSet))
        .ThenByDescending(candidate => candidate.TakesMessage)
        .ThenByDescending(candidate => candidate.TakesInner)
        .ThenByDescending(candidate => candidate.Members.Count())
        .ThenBy(candidate => candidate.Constructor.Parameters.Length)
        .ThenBy(candidate => candidate.Constructor.ToDisplayString(), StringComparer.Ordinal));

    private bool IsCarried(WireMember member) => _members.Any(item => item.Member == member);

    private bool CarriesAllRequired() => ExceptionMembers.Required(_type).All(name => _members.Any(item => item.Member.Name == name));

    /// <summary>Null when a parameter means nothing that is known of an exception.</summary>
    private Candidate? Match(IMethodSymbol constructor, List<WireMember> readable)
    {
        Candidate candidate = new(constructor);
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            bool isString = parameter.Type.SpecialType == SpecialType.System_String;
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
            {
                return null;
            }

            if (isString && !candidate.TakesMessage && string.Equals(parameter.Name, "message", StringComparison.OrdinalIgnoreCase))
            {
                candidate.AddMessage(parameter);
            }
            else if (MemberOf(parameter, readable) is { } member)
            {
                candidate.Add(parameter, member);
            }
            else if (isString && !candidate.TakesMessage && !parameter.IsOptional)
            {
                candidate.AddMessage(parameter);
            }
            else if (parameter.Type.Is(ExceptionMembers.Root) && !candidate.TakesInner)
            {
                candidate.AddInner(parameter);
            }
            else if (parameter.HasExplicitDefaultValue)
            {
                candidate.AddDefault(parameter);
            }
            else
            {
                return null;
            }
        }

        return candidate;
    }

    private WireMember? MemberOf(IParameterSymbol parameter, List<WireMember> readable) => readable
        .Where(member => member.IsNamed(parameter.Name) && WireConstructorSelector.Converts(_wire.Compilation, member.Type, parameter.Type))
        .OrderByDescending(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault();

    private ExceptionConstructorModel Model(Candidate candidate)
    {
        bool setsRequired = candidate.Constructor.Has(SetsRequired);
        List<string> initializers = new();
        List<string> checks = new();
        foreach ((WireMember member, _, string local) in _members)
        {
            bool isTaken = candidate.Takes(member);
            string name = TypeNames.Identifier(member.Name);
            if (member.CanSet && (!isTaken || (member.IsRequired && !setsRequired)))
            {
                initializers.Add($"{name} = {local}");
            }
            else if (!isTaken || HasValueEquality(member.Type))
            {
                checks.Add($"object.Equals(made.{name}, {local})");
            }
        }

        IEnumerable<string> arguments = candidate.Arguments.Select(argument =>
            $"{TypeNames.Identifier(argument.Parameter.Name)}: {argument.Expression ?? _members.First(item => item.Member == argument.Member).Local}");
        return new ExceptionConstructorModel(arguments.ToEquatableArray(), initializers.ToEquatableArray(), checks.ToEquatableArray());
    }

    /// <summary>Then it shows whether a constructor kept what it was given; a copy of a list does not equal the list.</summary>
    private static bool HasValueEquality(ITypeSymbol type) => type.IsValueType || type.SpecialType == SpecialType.System_String;

    /// <summary>A constructor all of whose parameters can be given something.</summary>
    private sealed class Candidate(IMethodSymbol constructor)
    {
        private readonly List<(IParameterSymbol Parameter, WireMember? Member, string? Expression)> _arguments = new();

        public IMethodSymbol Constructor => constructor;

        public IReadOnlyList<(IParameterSymbol Parameter, WireMember? Member, string? Expression)> Arguments => _arguments;

        public IEnumerable<WireMember> Members => _arguments.Select(argument => argument.Member).OfType<WireMember>();

        public bool TakesMessage { get; private set; }

        public bool TakesInner { get; private set; }

        public bool Takes(WireMember member) => Members.Contains(member);

        public void Add(IParameterSymbol parameter, WireMember member) => _arguments.Add((parameter, member, null));

        public void AddMessage(IParameterSymbol parameter)
        {
            TakesMessage = true;
            _arguments.Add((parameter, null, "message"));
        }

        public void AddInner(IParameterSymbol parameter)
        {
            TakesInner = true;
            _arguments.Add((parameter, null, "inner"));
        }

        /// <summary>Written out, since a call without it could mean another constructor.</summary>
        public void AddDefault(IParameterSymbol parameter) =>
            _arguments.Add((parameter, null, $"({TypeNames.Of(parameter.Type)})({Constants.Default(parameter.Type, parameter.ExplicitDefaultValue)})"));
    }
}
