using System.Numerics;

namespace FlinkReady.Readiness.Facts;

/// <summary>How Flink splits keyed state: into as many key groups as the max parallelism, dealt to the subtasks in ranges (Flink: <c>KeyGroupRangeAssignment</c>).</summary>
internal static class KeyGroups
{
    /// <summary>Flink's upper bound of the max parallelism.</summary>
    public const int UpperBound = 1 << 15;

    /// <summary>Flink's lower bound of a derived max parallelism.</summary>
    public const int LowerBoundOfDerived = 1 << 7;

    /// <summary>What Flink derives where nobody sets a max parallelism (<c>computeDefaultMaxParallelism</c>): 128 up to a parallelism of 85.</summary>
    public static int Derived(int parallelism) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(parallelism + (long)(parallelism / 2), LowerBoundOfDerived, UpperBound));

    /// <summary>True where some parallelism has <paramref name="maxParallelism"/> as its derived value.</summary>
    public static bool CanBeDerived(int maxParallelism) => maxParallelism is >= LowerBoundOfDerived and <= UpperBound && BitOperations.IsPow2(maxParallelism);

    /// <summary>Max parallelism ÷ parallelism: to how many times its parallelism a keyed vertex can grow without losing state.</summary>
    public static double Headroom(int maxParallelism, int parallelism) => (double)maxParallelism / parallelism;

    /// <summary>The key groups of the busiest subtask ÷ the mean. 1 = even.</summary>
    public static double Skew(int maxParallelism, int parallelism) => (double)Largest(maxParallelism, parallelism) * parallelism / maxParallelism;

    /// <summary>The key groups of the busiest subtask.</summary>
    public static int Largest(int maxParallelism, int parallelism) => (maxParallelism + parallelism - 1) / parallelism;

    /// <summary>The parallelism nearest to <paramref name="parallelism"/>, the higher one of two, whose skew is at most <paramref name="maxSkew"/>.</summary>
    public static int NearestEven(int maxParallelism, int parallelism, double maxSkew)
    {
        for (var distance = 1; distance < maxParallelism; distance++)
        {
            if (parallelism + distance <= maxParallelism && Skew(maxParallelism, parallelism + distance) <= maxSkew)
            {
                return parallelism + distance;
            }

            if (parallelism - distance >= 1 && Skew(maxParallelism, parallelism - distance) <= maxSkew)
            {
                return parallelism - distance;
            }
        }

        return 1;
    }

    /// <summary>
    /// A max parallelism to choose for new state: a multiple of <paramref name="parallelism"/>, so that the key groups are even, at least
    /// <paramref name="factor"/> times as high and at least 720, which has many divisors; never above Flink's bound.
    /// </summary>
    public static int Suggested(int parallelism, double factor)
    {
        var multiple = Math.Max(factor, 720 / (double)parallelism);
        return (int)Math.Min(parallelism * (long)Math.Ceiling(multiple), UpperBound);
    }
}
