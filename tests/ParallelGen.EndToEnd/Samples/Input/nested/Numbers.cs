namespace Input.Nested;

internal static class Numbers
{
    public static int Collatz(int start)
    {
        int steps = 0;
        for (int n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1)
        {
            steps++;
        }

        return steps;
    }

    public static bool IsPrime(int number)
    {
        if (number < 2 || (number > 2 && number % 2 == 0))
        {
            return false;
        }

        for (int divisor = 3; divisor * divisor <= number; divisor += 2)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }

    public static int Parse(string text, int otherwise)
    {
        try
        {
            return int.Parse(text);
        }
        catch (FormatException)
        {
            return otherwise;
        }
        catch (OverflowException)
        {
            return otherwise;
        }
    }

    public static string Word(int number)
    {
        switch (number)
        {
            case 0:
                return "none";
            case 1:
                return "one";
            case < 0:
                return "debt";
            default:
                return Counted(number);
        }

        static string Counted(int number)
        {
            while (number > 9)
            {
                number /= 10;
            }

            return number > 5 ? "many" : "some";
        }
    }

    public static int Sum(IEnumerable<int> numbers)
    {
        int sum = 0;
        foreach (int number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
