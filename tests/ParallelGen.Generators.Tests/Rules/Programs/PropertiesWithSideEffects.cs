public class Account { public decimal Balance { get; private set; } public int Writes { get; private set; } public Account(decimal balance) { Balance = balance; } public void Add(decimal x) { Balance += x; Writes++; } }
// Reports: PGEN102
public static partial class Work { [RunOn(Model.ProcessPool)] public static decimal Get(Account account) => account.Balance; }
