using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds what an exception class has beyond every exception, as far as generated code can read it.</summary>
internal static class ExceptionMembers
{
    /// <summary>The class that all exceptions have in common.</summary>
    public const string Root = "System.Exception";

    /// <summary>The runtime carries these, or they mean nothing in another process.</summary>
    private static readonly HashSet<string> s_common = new(StringComparer.Ordinal)
    {
        "Data", "HelpLink", "HResult", "InnerException", "InnerExceptions", "Message", "Source", "StackTrace", "TargetSite",
    };

    /// <summary>Properties and fields of all levels, those of base classes first; hidden ones left out.</summary>
    public static IReadOnlyList<WireMember> Find(INamedTypeSymbol type, WireAccess access)
    {
        List<WireMember> members = new();
        HashSet<string> names = new(s_common, StringComparer.Ordinal);
        for (INamedTypeSymbol level = type; !level.Is(Root); level = level.BaseType!)
        {
            List<WireMember> own = new();
            foreach (ISymbol symbol in WireOrder.Declared(level))
            {
                if (Reach(symbol, access) is { } member && names.Add(member.Name))
                {
                    own.Add(member);
                }
            }

            names.UnionWith(level.MemberNames);
            members.InsertRange(0, own);
        }

        return members;
    }

    /// <summary>Whether a type is the common class or one derived from it.</summary>
    public static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null && type.TypeKind != TypeKind.Error; type = type.BaseType)
        {
            if (type.Is(Root))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of what an object initializer must set, readable or not.</summary>
    public static IEnumerable<string> Required(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol level = type; !level.Is(Root); level = level.BaseType!)
        {
            foreach (ISymbol member in level.GetMembers().Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                yield return member.Name;
            }
        }
    }

    private static WireMember? Reach(ISymbol symbol, WireAccess access)
    {
        WireMember? member = symbol switch
        {
            { IsStatic: true } or { IsImplicitlyDeclared: true } => null,
            IPropertySymbol { IsIndexer: false, ReturnsByRef: false, ReturnsByRefReadonly: false } property => access.Reach(property, property.Type, property),
            IFieldSymbol { IsConst: false, IsFixedSizeBuffer: false } field => access.Reach(field),
            _ => null,
        };
        // An exception inside an exception is the inner one, under whatever name.
        return member?.Reader is null || IsException(member.Type) ? null : member;
    }
}
