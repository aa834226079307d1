using ServiceBot.Server;

return await ServiceBotCommand.RunAsync(args);
