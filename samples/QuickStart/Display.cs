using ArkForge.Extensions;
using Spectre.Console;

namespace QuickStart;

/// <summary>The decoration, kept out of the examples. Plain text when redirected, or where <c>NO_COLOR</c> is set.</summary>
public sealed class Display(IAnsiConsole output, IAnsiConsole error)
{
    private static readonly Color[] Palette = [Color.DeepSkyBlue1, Color.MediumPurple1, Color.SeaGreen2, Color.Gold1, Color.Salmon1, Color.Grey70];

    /// <summary>Shows on this terminal, as well as it can.</summary>
    public static Display ForTerminal() => new(
        Open(Console.Out, isPlain: Console.IsOutputRedirected || WantsNoColor),
        Open(Console.Error, isPlain: Console.IsErrorRedirected || WantsNoColor));

    /// <summary>Shows as plain text.</summary>
    public static Display Plain(TextWriter output, TextWriter error) => new(Open(output, isPlain: true), Open(error, isPlain: true));

    private static bool WantsNoColor => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    internal void Welcome(ArkForgeOptions options, bool isSandbox)
    {
        Say($"ArkForge at {options.BaseUrl?.ToString() ?? ArkForgeOptions.DefaultBaseUrl}");
        if (isSandbox) Note("A sandbox inside this process: real optima, invented prices. ARKFORGE_BASE_URL and ARKFORGE_API_KEY point elsewhere.");
    }

    internal void Heading(Topic topic)
    {
        output.WriteLine();
        output.Write(new Rule($"[bold]{topic.Name.EscapeMarkup()}[/]").LeftJustified());
        Note($"{topic.Summary} ({topic.Name}.cs)");
        output.WriteLine();
    }

    internal void Say(string text) => output.Write(new Text(text + "\n"));

    internal void Note(string text) => output.Write(new Text(text + "\n", new Style(foreground: Color.Grey)));

    internal void Step(string what, string text) => output.Write(Hanging(8).AddRow(new Text(what).RightJustified(), new Text(text)));

    internal void List(string title, IEnumerable<string> lines)
    {
        output.Write(new Text(title + "\n", new Style(decoration: Decoration.Bold)));
        foreach (var line in lines) output.Write(Hanging(3).AddRow(new Text("-").RightJustified(), new Text(line)));
    }

    /// <summary>Columns of figures are aligned to the right.</summary>
    internal void Table(IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        string[][] cells = [.. rows];
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        for (var i = 0; i < headings.Count; i++)
        {
            var column = new TableColumn(new Text(headings[i], new Style(decoration: Decoration.Bold)));
            table.AddColumn(Array.TrueForAll(cells, row => IsFigure(row[i])) ? column.RightAligned() : column);
        }

        foreach (var row in cells) table.AddRow(row.Select(cell => new Text(cell)));
        output.Write(table);
    }

    /// <summary>A bar for each share, and their sum.</summary>
    internal void Allocation(AssetPercentages allocation)
    {
        var full = Math.Clamp(output.Profile.Width - 20, 10, 50);
        foreach (var ((symbol, percent), index) in allocation.OrderByDescending(share => share.Value).Select((share, index) => (share, index)))
        {
            output.Write(new Text($"{symbol,6}  {percent,6:0.00} %  "));
            output.Write(new Text(Bar((double)percent / 100 * full) + "\n", new Style(Palette[index % Palette.Length])));
        }

        output.Write(new Text($" total  {allocation.Total,6:0.00} %\n\n", new Style(decoration: Decoration.Bold)));
    }

    internal void Outlook(PortfolioRecommendation recommendation) => Say(
        $"Expected: {recommendation.ExpectedReturn:P1} a year at a volatility of {recommendation.ExpectedVolatility:P1}, "
        + $"Sharpe ratio {recommendation.SharpeRatio:0.00}, confidence {recommendation.Confidence:P0}.");

    /// <summary>A spinner that says how far the work is; in plain text, a line for each report.</summary>
    internal Task WaitAsync(string title, Func<IProgress<string>, Task> work)
    {
        Say(title + "\n");
        return output.Profile.Capabilities.Interactive
            ? output.Status().Spinner(Spinner.Known.Dots).StartAsync("...", status => work(new Reporter(text => status.Status(text.EscapeMarkup()))))
            : work(new Reporter(Note));
    }

    internal int Help()
    {
        Say("QuickStart [topic...] [--verbose] [--help]\n");
        Say("Without a topic it shows them all:");
        Table(["Topic", "Shows"], Topic.All.Select(topic => new[] { topic.Name.ToLowerInvariant(), topic.Summary }));
        Say("--verbose logs what the client does, to standard error.");
        Say("ARKFORGE_BASE_URL and ARKFORGE_API_KEY, if set, say which service to call; without them one starts inside this process.");
        return 0;
    }

    internal int Refuse(string fault)
    {
        error.Write(new Text($"{fault} Topics: {string.Join(", ", Topic.All.Select(topic => topic.Name.ToLowerInvariant()))}. See --help.\n"));
        return 2;
    }

    internal int Fail(params string[] messages)
    {
        foreach (var message in messages) error.Write(new Text(message + "\n", new Style(foreground: Color.Red)));
        error.Write(new Text("Unset ARKFORGE_BASE_URL and ARKFORGE_API_KEY to run against the built-in sandbox.\n"));
        return 1;
    }

    internal int Cancelled()
    {
        error.Write(new Text("Cancelled.\n"));
        return 130;
    }

    private static Grid Hanging(int indent) => new Grid().AddColumn(new GridColumn().Width(indent).Padding(0, 0, 1, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));

    /// <summary>Drawn to an eighth of a character, where the terminal has such characters.</summary>
    private string Bar(double length)
    {
        if (!output.Profile.Capabilities.Unicode) return new string('#', (int)Math.Round(length));
        var (whole, eighths) = Math.DivRem((int)Math.Round(length * 8), 8);
        return new string('█', whole) + (eighths == 0 ? "" : "▏▎▍▌▋▊▉"[eighths - 1]);
    }

    private static bool IsFigure(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || (cell.Length > 1 && cell[0] is '+' or '-'));

    private static IAnsiConsole Open(TextWriter writer, bool isPlain) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = isPlain ? InteractionSupport.No : InteractionSupport.Detect,
    });

    private sealed class Reporter(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
