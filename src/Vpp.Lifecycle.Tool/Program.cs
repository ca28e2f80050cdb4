using Vpp.Lifecycle.Tool;
using Vpp.Lifecycle.Tool.Files;

using var interruption = Interruption.Handle();
return ToolCommand.Run(args);
