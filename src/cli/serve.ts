import { channelsOff } from '../config.ts';
import { startServer } from '../server.ts';
import type { Command } from './io.ts';

export const serve: Command = {
  name: 'serve',
  does: 'the server: web chat, webhooks, clocks',
  usage: 'serve\n  starts the server; settings come from the environment, see .env.example',
  async run(_args, { io, app, stopped }) {
    const server = await startServer(app);
    for (const channel of channelsOff(app.config))
      app.log.info('a channel is off: its settings are absent', { channel });
    io.stdout(`ready ${JSON.stringify({ url: server.url, console: server.console })}`);
    io.stderr(`Cầu Nối is answering at ${server.url}`);
    if (server.console)
      io.stderr(`nobody can sign in yet: open ${server.console} within 24 hours to make the first account`);
    await stopped;
    app.log.info('stopping');
    await server.stop();
    app.log.info('stopped');
    return 0;
  },
};
