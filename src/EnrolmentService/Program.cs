using EnrolmentService;

return await CommandLine.RunAsync(args);
