namespace ParallelGen.Contract;

/// <summary>Every kind of parameter and result, for one call and for many.</summary>
public abstract class ResultContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Call_SynchronousMethod_GivesItsResult() => Assert.Equal(49, await TWork.SquareAsync(7).InTime());

    [Fact]
    public async Task Call_AsynchronousMethod_GivesItsResult()
    {
        Assert.Equal(14, await TWork.DoubleLaterAsync(7).InTime());
        Expect.Sequence([2, 4, 6], await TWork.DoubleLaterAll([1, 2, 3]).InTime());
    }

    [Fact]
    public async Task Call_ValueTaskMethod_GivesItsResultWhetherItWaitsOrNot()
    {
        Assert.Equal(14, await TWork.DoubleSoonAsync(7).InTime());
        Expect.Sequence([2, 4, 6, 8], await TWork.DoubleSoonAll([1, 2, 3, 4]).InTime());
    }

    [Fact]
    public async Task Call_MethodWithoutResult_HasHappenedWhenItIsAwaited()
    {
        using var folder = new SignalFolder();
        await TWork.TouchAsync(Path.Combine(folder.Path, "void")).InTime();
        await TWork.TouchLaterAsync(Path.Combine(folder.Path, "task")).InTime();
        await TWork.TouchSoonAsync(Path.Combine(folder.Path, "value-task")).InTime();
        Expect.Sequence(["task", "value-task", "void"], folder.Names);
    }

    [Fact]
    public async Task Batch_MethodWithoutResult_HasHappenedWhenItIsAwaited()
    {
        using var folder = new SignalFolder();
        await TWork.TouchAll(Files(folder, "void")).InTime();
        await TWork.TouchLaterAll(Files(folder, "task")).InTime();
        await TWork.TouchSoonAll(Files(folder, "value-task")).InTime();
        Assert.Equal((5, 5, 5), (folder.Count("void"), folder.Count("task"), folder.Count("value-task")));
    }

    [Fact]
    public async Task Batch_MethodWithoutResult_HasOutcomesAndCompletions()
    {
        using var folder = new SignalFolder();
        Outcome[] outcomes = await TWork.TouchAll(Files(folder, "a")).OutcomesAsync().InTime();
        Assert.Equal(5, outcomes.Count(outcome => outcome.Succeeded));
        List<Completed> completed = await TWork.TouchLaterAll(Files(folder, "b")).AsCompleted().ToListInTime();
        Expect.Sequence([0L, 1, 2, 3, 4], completed.Select(one => one.Index).Order());
        Assert.All(completed, one => Assert.True(one.Outcome.Succeeded));
    }

    [Fact]
    public async Task Call_NoParameter_TakesACountOfCalls()
    {
        Assert.Equal(42, await TWork.AnswerAsync().InTime());
        Expect.Sequence([42, 42, 42], await TWork.AnswerAll(3).InTime());
    }

    [Fact]
    public async Task Call_ManyParameters_TakesTuplesWithTheirNames()
    {
        Assert.Equal(3, await TWork.SubtractAsync(left: 10, right: 7).InTime());
        (int left, int right)[] inputs = [(10, 7), (7, 10)];
        Expect.Sequence([3, -3], await TWork.SubtractAll(inputs.Select(pair => (pair.left, pair.right))).InTime());
    }

    [Fact]
    public async Task Call_OptionalParameter_IsSharedByTheBatchOrGivenWithEachItem()
    {
        Assert.Equal(6, await TWork.ScaleAsync(2).InTime());
        Assert.Equal(10, await TWork.ScaleAsync(2, factor: 5).InTime());
        Expect.Sequence([3, 6], await TWork.ScaleAll([1, 2]).InTime());
        Expect.Sequence([5, 10], await TWork.ScaleAll([1, 2], factor: 5).InTime());
        Expect.Sequence([5, 12], await TWork.ScaleAll([(1, 5), (2, 6)]).InTime());
    }

    [Fact]
    public async Task Call_ParamsParameter_TakesAnArray()
    {
        Assert.Equal(6, await TWork.SumAsync([1, 2, 3]).InTime());
        Expect.Sequence([6, 0, 9], await TWork.SumAll([[1, 2, 3], [], [9]]).InTime());
    }

    [Fact]
    public async Task Call_NullArgument_GivesNullBack()
    {
        Assert.Null(await TWork.EchoAsync(null).InTime());
        Expect.Sequence(["a", null, ""], await TWork.EchoAll(["a", null, ""]).InTime());
    }

    [Fact]
    public async Task Call_TypeOfTheUsers_KeepsItsState()
    {
        var person = new Person("Ada", ["Byron", "Annabella"], new Person("William", []));
        Person renamed = await TWork.RenameAsync(person, "Augusta").InTime();
        Assert.Equal(("Augusta", "William"), (renamed.Name, renamed.Partner?.Name));
        Expect.Sequence(["Byron", "Annabella"], renamed.Children);
        Assert.Equal("Ada", person.Name);
    }

    [Fact]
    public async Task Call_OneMebibyte_ComesBackWhole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 7))];
        byte[] flipped = await TWork.FlipAsync(bytes).InTime();
        Assert.True(flipped.AsSpan().SequenceEqual(Array.ConvertAll(bytes, value => (byte)~value)));
        Assert.All(await TWork.FlipAll([bytes, bytes, bytes]).InTime(), one => Assert.True(one.AsSpan().SequenceEqual(flipped)));
    }

    [Fact]
    public async Task Name_OfTheAttribute_IsTheBaseOfBothMembers()
    {
        Assert.Equal(9, await TWork.TripleAsync(3).InTime());
        Expect.Sequence([3, 6], await TWork.TripleAll([1, 2]).InTime());
    }

    [Fact]
    public async Task Name_EndsInCoreAsync_IsTheBaseWithoutIt() => Assert.Equal(4, await TWork.HalveAsync(8).InTime());

    [Fact]
    public async Task Token_OfTheUser_KeepsItsName()
    {
        Assert.Equal(-5, await TWork.NegateStoppedAsync(5, CancellationToken.None).InTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TWork.NegateStoppedAsync(5, new CancellationToken(canceled: true)).InTime());
    }

    private static IEnumerable<string> Files(SignalFolder folder, string name) => Enumerable.Range(0, 5).Select(i => Path.Combine(folder.Path, name + i));
}
