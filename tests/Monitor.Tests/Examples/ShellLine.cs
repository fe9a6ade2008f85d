using System.Text;

namespace FlinkReady.Monitor.Tests.Examples;

/// <summary>Takes a piece of shell apart as far as the documentation uses it: quotes, comments, continued lines, pipes, redirections.</summary>
internal static class ShellLine
{
    /// <summary>The commands of a text, each in words, without redirections.</summary>
    public static IReadOnlyList<string[]> Commands(string text)
    {
        var commands = new List<string[]>();
        var words = new List<string>();
        StringBuilder? word = null;
        var source = text.Replace("\\\n", " ", StringComparison.Ordinal) + "\n";
        for (var index = 0; index < source.Length; index++)
        {
            var character = source[index];
            switch (character)
            {
                case '\'' or '"':
                    var end = source.IndexOf(character, index + 1);
                    Assert.True(end > 0, $"a quote is left open in {text}");
                    (word ??= new StringBuilder()).Append(source, index + 1, end - index - 1);
                    index = end;
                    break;
                case '#' when word is null:
                    index = source.IndexOf('\n', index) - 1;
                    break;
                case ' ':
                    EndWord();
                    break;
                case '\n' or '|' or ';' or '&':
                    EndWord();
                    EndCommand();
                    break;
                default:
                    (word ??= new StringBuilder()).Append(character);
                    break;
            }
        }

        return commands;

        void EndWord()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }

        void EndCommand()
        {
            if (words.FindIndex(candidate => candidate.StartsWith('>') || candidate.StartsWith("2>", StringComparison.Ordinal)) is var at and >= 0)
            {
                words.RemoveRange(at, words.Count - at);
            }

            if (words.Count > 0)
            {
                commands.Add([.. words]);
                words.Clear();
            }
        }
    }
}
