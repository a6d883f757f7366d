using System.Globalization;
using ArkForge.Extensions.Benchmarks;
using BenchmarkDotNet.Running;

// "soak [--seconds N]" runs the soak; everything else goes to BenchmarkDotNet, such as "--filter *OneCall*".
if (args is not ["soak", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(Soak).Assembly).Run(args);
    return 0;
}

var seconds = args is ["soak", "--seconds", var number] ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : 120;
return await Soak.RunAsync(TimeSpan.FromSeconds(seconds)) ? 0 : 1;
