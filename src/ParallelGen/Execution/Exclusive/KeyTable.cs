namespace ParallelGen.Execution.Exclusive;

/// <summary>The keys that calls hold or wait for, by hash code. Guarded by the key space's lock.</summary>
/// <remarks>An array is never changed, only replaced: who has compared keys without the lock sees whether it was in vain.</remarks>
internal sealed class KeyTable
{
    private readonly Dictionary<int, KeyQueue[]> _keys = [];

    /// <summary>What a hash code has that no key has.</summary>
    public static KeyQueue[] None { get; } = [];

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Values.Sum(keys => keys.Length);

    /// <summary>The keys with this hash code: the same array as before unless they have changed.</summary>
    public KeyQueue[] WithHash(int hash) => _keys.GetValueOrDefault(hash, None);

    /// <summary>A call more has this key.</summary>
    public void Use(KeyQueue key)
    {
        if (key.Users++ == 0)
        {
            _keys[key.Hash] = [.. WithHash(key.Hash), key];
        }
    }

    /// <summary>A call with this key has left. The last takes the key with it.</summary>
    public void Unuse(KeyQueue key)
    {
        if (--key.Users > 0)
        {
            return;
        }

        KeyQueue[] left = Array.FindAll(WithHash(key.Hash), other => other != key);
        if (left.Length == 0)
        {
            _keys.Remove(key.Hash);
        }
        else
        {
            _keys[key.Hash] = left;
        }
    }
}
