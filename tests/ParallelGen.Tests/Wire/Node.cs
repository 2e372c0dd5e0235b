using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

/// <summary>A class that holds itself, as generated codecs treat it.</summary>
internal sealed class Node
{
    public List<Node?>? Children { get; set; }

    /// <summary>A chain of <paramref name="depth"/> lists below the first node.</summary>
    public static Node Nest(int depth)
    {
        var root = new Node();
        for (Node last = root; depth > 0; depth--)
        {
            var next = new Node();
            last.Children = [null, next];
            last = next;
        }

        return root;
    }
}

internal readonly struct NodeCodec : IWireCodec<Node?>
{
    public static void Write(ref WireWriter writer, Node? value)
    {
        if (!writer.BeginObject(value))
        {
            return;
        }

        ListCodec<Node?, NodeCodec>.Write(ref writer, value.Children);
        writer.EndObject();
    }

    public static Node? Read(ref WireReader reader)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        var node = new Node { Children = ListCodec<Node?, NodeCodec>.Read(ref reader) };
        reader.EndObject();
        return node;
    }
}
