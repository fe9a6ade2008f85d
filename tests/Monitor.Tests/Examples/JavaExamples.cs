using FlinkReady.Monitor.Tests.Cli;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Examples of Java: the compiler takes them, against one of the Flink versions at hand.</summary>
internal static class JavaExamples
{
    // What the examples name and a job's program has; what only some versions have is asked for where it is there.
    private const string Frame =
        """
        import java.time.Duration;
        import org.apache.flink.configuration.*;
        import org.apache.flink.streaming.api.datastream.*;
        import org.apache.flink.streaming.api.environment.*;
        import org.apache.flink.streaming.api.environment.CheckpointConfig.*;
        import org.apache.flink.streaming.api.functions.*;
        import org.apache.flink.util.Collector;
        IMPORTS
        class NAME {
            static class Order { String customer() { return ""; } }
            static class CountPerKey extends KeyedProcessFunction<String, Order, Long> {
                @Override public void processElement(Order order, Context context, Collector<Long> out) { }
            }
            void example(StreamExecutionEnvironment env, DataStream<Order> events, DataStream<Order> stream, org.apache.flink.api.connector.sink2.Sink<Order> sink) {
                BODY
            }
        }
        """;

    private static readonly Lazy<Task<Dictionary<string, List<string>>>> Compiled = new(() => CompileAsync([.. Example.Blocks.Where(block => block.Language == "java")]));

    /// <summary>Fails the test where no version compiles the example.</summary>
    public static async Task CheckAsync(Example example)
    {
        Assert.Equal(example.Text.Count(character => character == '('), example.Text.Count(character => character == ')'));
        Assert.Equal(0, example.Text.Count(character => character == '"') % 2);
        var complaints = (await Compiled.Value)[example.Place];
        Assert.True(complaints.Count < (await FlinkLibraries.Folders).Count, $"{example.Place}: no version compiles it:\n{string.Join('\n', complaints)}");
    }

    /// <summary>What the compiler says of examples, by place: a complaint for each version that does not take one.</summary>
    public static async Task<Dictionary<string, List<string>>> CompileAsync(IReadOnlyList<Example> examples)
    {
        // One run of the compiler for each version: it starts slowly. Each example is a file of its own, which its complaints name.
        var complaints = examples.ToDictionary(example => example.Place, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var folder in await FlinkLibraries.Folders)
        {
            using var work = new TemporaryFolder();
            var files = examples.Select((example, index) => work.Write($"Example{index}.java", Source(example, $"Example{index}", folder))).ToList();
            var classes = string.Join(':', Directory.GetFiles(folder, "*.jar"));
            var (exitCode, output) = await ExternalTool.Find("javac")!.RunAsync(["-proc:none", "-nowarn", "-XDshould-stop.ifError=FLOW", "-d", work.Path, "-cp", classes, .. files], string.Empty, CancellationToken.None);
            for (var index = 0; index < files.Count; index++)
            {
                var said = output.Split('\n').Where(line => line.Contains($"Example{index}.java:", StringComparison.Ordinal) && line.Contains("error:", StringComparison.Ordinal)).ToList();
                if (said.Count > 0 || (exitCode != 0 && !output.Contains(".java:", StringComparison.Ordinal)))
                {
                    complaints[examples[index].Place].Add($"{Path.GetFileName(folder)}: {string.Join('\n', said.DefaultIfEmpty(output))}");
                }
            }
        }

        return complaints;
    }

    private static string Source(Example example, string name, string folder) => Frame
        .Replace("IMPORTS", string.Join('\n', Imports(example, folder)), StringComparison.Ordinal)
        .Replace("NAME", name, StringComparison.Ordinal)
        .Replace("BODY", Statement(example.Text), StringComparison.Ordinal);

    // RocksDB's backend moved to another package in 2.0; the mode has two classes of one name, each with its setter.
    private static IEnumerable<string> Imports(Example example, string folder)
    {
        var isOld = Path.GetFileName(folder).StartsWith("flink-1.", StringComparison.Ordinal);
        yield return isOld ? "import org.apache.flink.contrib.streaming.state.*;" : "import org.apache.flink.state.rocksdb.*;";
        yield return isOld && example.Text.Contains("setCheckpointingMode(", StringComparison.Ordinal) ? "import org.apache.flink.streaming.api.CheckpointingMode;" : "import org.apache.flink.core.execution.CheckpointingMode;";
    }

    // An example may be the middle of a chain of calls, leave its end open, or leave out what a reader has there anyway.
    private static string Statement(string text)
    {
        var statement = text.Trim();
        if (statement.StartsWith(".sinkTo(", StringComparison.Ordinal))
        {
            statement = "events" + statement;
        }
        else if (statement.StartsWith('.'))
        {
            statement = "events.keyBy(Order::customer).process(new CountPerKey())" + statement;
        }

        statement = statement.Replace("keyBy(…)", "keyBy(Order::customer)", StringComparison.Ordinal).Replace("process(…)", "process(new CountPerKey())", StringComparison.Ordinal);
        return statement.EndsWith(';') ? statement : statement + ";";
    }
}
