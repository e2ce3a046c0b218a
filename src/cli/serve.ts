import { parseArgs } from 'node:util';
import { channelsOff } from '../config.ts';
import { fillDemo } from '../demo/fill-demo.ts';
import { startServer } from '../server.ts';
import type { CommandParts } from './io.ts';

export const usage = `serve [--demo]
  starts the server; settings come from the environment, see .env.example
  --demo: a house of examples in DATA_DIR/demo, made at the first start, kept afterwards; never with settings of a real house`;

export async function run(args: string[], { io, app, stopped }: CommandParts): Promise<number> {
  parseArgs({ args, options: { demo: { type: 'boolean' } } });
  if (app.config.demo) await fillDemo(app, io.stderr);
  const server = await startServer(app);
  const off = app.config.demo ? [] : channelsOff(app.config);
  for (const channel of off) app.log.info('a channel is off: its settings are absent', { channel });
  if (!app.config.demo && app.dialogflow() === null)
    app.log.info('Dialogflow is off: its settings are absent; the embedded engine answers alone');
  io.stdout(`ready ${JSON.stringify({ url: server.url, console: server.console })}`);
  io.stderr(`Cầu Nối is answering at ${server.url}${app.config.demo ? ' with examples only (--demo)' : ''}`);
  if (server.console)
    io.stderr(`nobody can sign in yet: open ${server.console} within 24 hours to make the first account`);
  await stopped;
  app.log.info('stopping');
  await server.stop();
  app.log.info('stopped');
  return 0;
}
