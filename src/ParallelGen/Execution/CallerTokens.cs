namespace ParallelGen.Execution;

/// <summary>The tokens that can cancel a run: each keeps its identity, so that the exception can carry the one that was cancelled.</summary>
internal sealed class CallerTokens(BatchOptions options, CancellationToken last)
{
    private readonly CancellationToken[] _tokens = [.. options.Tokens, last];
    private readonly CancellationTokenRegistration[] _registrations = new CancellationTokenRegistration[options.Tokens.Count + 1];

    /// <summary>Calls back, at once or later, for each token that is cancelled.</summary>
    public void Register(Action<object?, CancellationToken> cancelled, object state)
    {
        for (int i = 0; i < _tokens.Length; i++)
        {
            _registrations[i] = _tokens[i].UnsafeRegister(cancelled, state);
        }
    }

    /// <summary>Lets the tokens forget the run, without waiting for a callback under way.</summary>
    public void Unregister()
    {
        foreach (CancellationTokenRegistration registration in _registrations)
        {
            registration.Unregister();
        }
    }
}
