using System.Text;
using QuickStart;

Console.OutputEncoding = Encoding.UTF8;
return await Tour.RunAsync(args, Display.ForTerminal());
