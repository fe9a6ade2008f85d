using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Pipelines;
using FlinkReady.Monitor.Reports;
using FlinkReady.Monitor.Scanning;
using FlinkReady.Monitor.Terminal;
using FlinkReady.Readiness.Assessments;

namespace FlinkReady.Monitor.Cli.Options;

/// <summary>The options about the formats of reports and where they go.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format;
    private readonly Option<string[]> _output;

    /// <summary>The options, for some formats.</summary>
    public OutputOptions(string[] formats)
    {
        _format = OptionValues.Word("--format", "The form of the report on standard output. Default: console.", null, formats);
        _output = new("--output", "-o")
        {
            HelpName = "[format=]file",
            Description = "Write the report to a file; repeatable with a format each. Where none is named, --format or the name says it: .json, .sarif, .xml (JUnit), .md, .html. Nothing goes to standard output then, unless --format is given.",
            CustomParser = result => ReadOutputs(result, formats),
        };
    }

    /// <summary>Puts the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_output);
    }

    /// <summary>What was given.</summary>
    public Outputs Read(ParseResult result)
    {
        var format = result.GetValue(_format);
        var files = (result.GetValue(_output) ?? []).Select(text => Split(text, format)).ToList();
        if (files.GroupBy(file => Path.GetFullPath(file.Path)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new UsageException($"--output names {twice.First().Path} twice");
        }

        // "--format sarif --output FILE" says what the file holds, and nothing of standard output.
        var formatIsForFile = files is [{ IsExplicit: false }];
        return new Outputs(files.Count == 0 ? format ?? "console" : formatIsForFile ? null : format, [.. files.Select(file => (file.Format, file.Path))]);
    }

    private static string[] ReadOutputs(ArgumentResult result, string[] formats)
    {
        foreach (var token in result.Tokens)
        {
            var (_, path, isExplicit) = Split(token.Value, null);
            var prefix = token.Value.Split('=')[0];
            if (isExplicit && !formats.Contains(prefix))
            {
                result.AddError($"--output knows no format \"{prefix}\"{Configuration.NearestName.Hint(prefix, formats)}");
            }
            else if (!isExplicit && !formats.Contains(FormatOf(path)))
            {
                result.AddError($"--output {path} is for a page of HTML, which this command does not write: it writes {string.Join(", ", formats)}");
            }
            else if (path.Length == 0)
            {
                result.AddError("--output needs a file name");
            }
            else if (path == "-")
            {
                result.AddError("--output takes a file; the form of standard output is set with --format");
            }
        }

        return [.. result.Tokens.Select(token => token.Value)];
    }

    // FORMAT=FILE; a name whose first part has a slash or dot before the equals sign is a file.
    private static (string Format, string Path, bool IsExplicit) Split(string text, string? format)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && text.AsSpan(0, equals).IndexOfAny('/', '.') < 0
            ? (text[..equals], text[(equals + 1)..], true)
            : (format ?? FormatOf(text), text, false);
    }

    // A file called report.json that holds a page for people would be found out by whoever reads it next.
    private static string FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => "json",
        ".sarif" => "sarif",
        ".xml" => "junit",
        ".md" => "markdown",
        ".html" or ".htm" => "html",
        _ => "console",
    };
}

/// <summary>Where reports go.</summary>
/// <param name="Standard">The format on standard output, null for none.</param>
/// <param name="Files">Files, each with its format.</param>
internal sealed record Outputs(string? Standard, IReadOnlyList<(string Format, string Path)> Files)
{
    /// <summary>Writes all of them; files first, so that a fault shows before a long page.</summary>
    public Task WriteAsync(Assessment assessment, ReportContext context, ProgramEnvironment surroundings, CancellationToken cancellationToken) =>
        WriteAsync(
            (format, isFile, stream) => ReportFormats.Of(format).Write(assessment, isFile ? context with { HasColor = false, Width = 80 } : context, stream),
            surroundings,
            cancellationToken);

    /// <summary>Writes reports of any kind.</summary>
    /// <param name="write">Writes one in a format; told whether it goes to a file, where there are no colours.</param>
    /// <param name="surroundings">What the program has around it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(Action<string, bool, Stream> write, ProgramEnvironment surroundings, CancellationToken cancellationToken)
    {
        foreach (var (format, path) in Files)
        {
            AtomicFile.Write(path, stream => write(format, true, stream));
        }

        if (Standard is not null)
        {
            // Into memory first: a page is either begun and finished or not begun. In pieces: a block that grows costs collections of the whole heap.
            var page = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: 65536, useSynchronizationContext: false));
            write(Standard, false, page.Writer.AsStream(leaveOpen: true));
            await page.Writer.CompleteAsync();
            await page.Reader.CopyToAsync(surroundings.Out, cancellationToken);
            await page.Reader.CompleteAsync();
            await surroundings.Out.FlushAsync(cancellationToken);
        }
    }
}
