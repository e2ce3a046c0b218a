import { AppError } from '../errors.ts';
import { ask } from './ask.ts';
import * as backup from './backup.ts';
import * as cases from './cases.ts';
import { chat } from './chat.ts';
import * as content from './content.ts';
import { doctor } from './doctor.ts';
import * as exchanges from './exchanges.ts';
import * as intents from './intents.ts';
import type { Command, CommandParts } from './io.ts';
import * as law from './law.ts';
import { serve } from './serve.ts';
import * as staff from './staff.ts';
import * as union from './union.ts';

const askCommand: Command = {
  name: 'ask',
  does: 'what the bot makes of each line of JSON on stdin',
  usage:
    'ask --jsonl\n  stdin: {"id","text"} a line; stdout, same order, a line each. Needs no server and no network;\n  the laws that were imported are used only when STORE_URL is set.',
  async run(args, { io, app, storeIsChosen }) {
    if (args.join(' ') !== '--jsonl') throw new AppError('invalid', 'say ask --jsonl');
    const { knowledge, understand } = app.learned();
    const laws = storeIsChosen ? await (await app.laws('command')).current() : null;
    const law = laws?.shown ?? (() => null);
    return ask(io.stdin, { understand, knowledge, law, now: app.world.now, write: io.stdout });
  },
};

const parts = ({ app }: CommandParts) => ({ store: () => app.store('command'), world: app.world });

/** Every command, in the order of the help page. */
export const commands: readonly Command[] = [
  serve,
  chat,
  askCommand,
  {
    name: 'exchanges',
    does: 'the log as JSON lines',
    usage: exchanges.usage,
    run: (args, all) => exchanges.run(args, all.io, parts(all)),
  },
  {
    name: 'cases',
    does: 'the cases as JSON lines',
    usage: cases.usage,
    run: (args, all) => cases.run(args, all.io, parts(all)),
  },
  {
    name: 'intents',
    does: 'checks what people say',
    usage: intents.usage,
    run: (args, { io }) => intents.run(args, io),
  },
  {
    name: 'content',
    does: 'checks what we say, and what falls due',
    usage: content.usage,
    run: (args, { io }) => content.run(args, io),
  },
  {
    name: 'law',
    does: 'loads statutes and searches them',
    usage: law.usage,
    run: (args, { io, app }) =>
      law.run(args, io, { store: () => app.store('command'), laws: () => app.laws('command') }),
  },
  {
    name: 'union',
    does: 'loads and checks units and officers',
    usage: union.usage,
    run: (args, all) => union.run(args, all.io, parts(all)),
  },
  {
    name: 'staff',
    does: 'accounts of the console, link codes of officers',
    usage: staff.usage,
    run: (args, all) =>
      staff.run(args, all.io, { ...parts(all), publicUrl: all.app.config.PUBLIC_URL ?? null }),
  },
  {
    name: 'backup',
    does: 'copies the store into a new folder',
    usage: backup.usage,
    run: (args, { io, app }) => backup.runBackup(args, io, app.copies),
  },
  {
    name: 'restore',
    does: 'writes a copy into an empty store',
    usage: backup.restoreUsage,
    run: (args, { io, app }) => backup.runRestore(args, io, app.copies),
  },
  doctor,
];
