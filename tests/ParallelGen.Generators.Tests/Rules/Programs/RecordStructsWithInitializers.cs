public readonly partial record struct Money(decimal Amount, string Currency)
{
    public string Note { get; init; } = "none";
    [RunOn(Model.ProcessPool)] public static Money Double(Money money, int times = 2) => money with { Amount = money.Amount * times };
}
static class Probe { public static object Input => (new Money(1.5m, "EUR") { Note = "n" }, 3); public static object Result => new Money(4.5m, "EUR") { Note = "n" }; }
