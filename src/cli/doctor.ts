import { access, constants, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { App } from '../app.ts';
import { channelsOff } from '../config.ts';
import { gapsOf } from '../union/gaps.ts';
import type { CommandParts } from './io.ts';

/** What was looked at, how it stands, and how to mend it. */
type Finding = { what: string; state: 'ok' | 'note' | 'wrong'; say: string };

export const usage =
  'doctor\n  looks at settings, key, data folder, store, content, channels and the union tree; exit 1 when something is wrong';

export async function run(args: string[], { io, app }: CommandParts): Promise<number> {
  parseArgs({ args, options: {} });
  const findings: Finding[] = [];
  for (const look of [dataFolder, key, content, store, backups, publicUrl, channels, dialogflow]) {
    const found = await look(app).catch((error: unknown): Finding[] => [
      { what: look.name, state: 'wrong', say: error instanceof Error ? error.message : String(error) },
    ]);
    findings.push(...found);
  }
  const mark = { ok: '✓', note: '·', wrong: '✗' } as const;
  for (const { what, state, say } of findings) io.stdout(`${mark[state]} ${what}: ${say}`);
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  io.stderr(wrong === 0 ? 'nothing is wrong' : `${wrong} to mend`);
  return wrong === 0 ? 0 : 1;
}

async function dataFolder({ config }: App): Promise<Finding[]> {
  await mkdir(config.DATA_DIR, { recursive: true, mode: 0o700 });
  await access(config.DATA_DIR, constants.R_OK | constants.W_OK);
  return [{ what: 'data folder', state: 'ok', say: `${config.DATA_DIR} can be written` }];
}

async function key({ config, seal }: App): Promise<Finding[]> {
  await seal();
  if (config.SECRET_KEY) return [{ what: 'key', state: 'ok', say: 'from SECRET_KEY' }];
  const path = join(config.DATA_DIR, 'secret.key');
  const { mode } = await stat(path);
  const isOpen = (mode & 0o077) !== 0;
  return [
    isOpen
      ? {
          what: 'key',
          state: 'wrong',
          say: `others on this machine can read ${path}; run: chmod 600 ${path}`,
        }
      : {
          what: 'key',
          state: 'note',
          say: `in ${path}; keep a copy of it apart from the backups: without it nobody can be answered`,
        },
  ];
}

async function content(app: App): Promise<Finding[]> {
  const { knowledge } = await app.learned();
  return [
    {
      what: 'content',
      state: 'ok',
      say: `${knowledge.intents.size} intents, content ${knowledge.content.version}`,
    },
  ];
}

async function store(app: App): Promise<Finding[]> {
  const opened = await app.store('command');
  await opened.ping();
  const { troubles, waitingSince } = await opened.exchanges.ages();
  const engine = app.config.STORE_URL.startsWith('file:') ? 'embedded store' : 'MongoDB';
  const late = waitingSince ? Math.round((app.world.now().getTime() - waitingSince.getTime()) / 1000) : 0;
  return [
    { what: 'store', state: 'ok', say: `${engine} answers` },
    ...(late > 120
      ? [
          {
            what: 'inbox',
            state: 'wrong' as const,
            say: `a message has waited ${late} s: is the server running?`,
          },
        ]
      : []),
    ...(troubles > 0
      ? [
          {
            what: 'troubles',
            state: 'note' as const,
            say: `${troubles} exchanges need a look: exchanges --jsonl --trouble`,
          },
        ]
      : []),
    ...(await unionTree(app)),
  ];
}

async function unionTree(app: App): Promise<Finding[]> {
  const tree = await (await app.store('command')).union.tree();
  if (tree.units.length === 0)
    return [
      {
        what: 'union',
        state: 'wrong',
        say: 'no unit is known, so no complaint reaches anybody: union import FILE',
      },
    ];
  const gaps = gapsOf(tree);
  if (gaps.length === 0)
    return [
      { what: 'union', state: 'ok', say: `${tree.units.length} units, ${tree.officers.length} officers` },
    ];
  return gaps.map((say) => ({ what: 'union', state: 'wrong' as const, say }));
}

async function backups({ config }: App): Promise<Finding[]> {
  const { BACKUP_DIR: folder, BACKUP_AT: at } = config;
  if (!folder)
    return [{ what: 'backup', state: 'note', say: 'BACKUP_DIR is not set: nobody takes a copy each night' }];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await access(folder, constants.W_OK);
  return [{ what: 'backup', state: 'ok', say: `each night at ${at} into ${folder}` }];
}

async function publicUrl({ config }: App): Promise<Finding[]> {
  if (!config.PUBLIC_URL)
    return [
      {
        what: 'address',
        state: 'note',
        say: 'PUBLIC_URL is not set: people reach this server only from this machine or its network',
      },
    ];
  const isSafe = config.PUBLIC_URL.startsWith('https:');
  return [
    {
      what: 'address',
      state: isSafe ? 'ok' : 'wrong',
      say: isSafe ? config.PUBLIC_URL : `${config.PUBLIC_URL} is not https; platforms call only https`,
    },
  ];
}

async function channels({ config }: App): Promise<Finding[]> {
  const off = channelsOff(config).map(
    (channel): Finding => ({ what: channel, state: 'note', say: 'off: its settings are absent' }),
  );
  const logOnly: Finding[] =
    config.ZALO_SIGNATURE === 'log-only'
      ? [
          {
            what: 'zalo-oa',
            state: 'wrong',
            say: 'ZALO_SIGNATURE=log-only: anybody can write in a worker’s name; set enforce after the first day',
          },
        ]
      : [];
  return [...off, ...logOnly, ...hosts(config)];
}

/** Really asks it something: keys, roles and quotas show only then. */
async function dialogflow(app: App): Promise<Finding[]> {
  const engine = app.dialogflow();
  if (engine === null)
    return [
      { what: 'dialogflow', state: 'note', say: 'off: its settings are absent; the embedded engine answers' },
    ];
  await engine.probe();
  return [{ what: 'dialogflow', state: 'ok', say: `project ${app.config.DIALOGFLOW_PROJECT_ID} answers` }];
}

/** A platform's host that is neither its own nor this machine sees every token. */
function hosts(config: App['config']): Finding[] {
  const named = [
    { what: 'zalo-oa', name: 'ZALO_API_URL', url: config.ZALO_API_URL },
    { what: 'zalo-oa', name: 'ZALO_OAUTH_URL', url: config.ZALO_OAUTH_URL },
    { what: 'messenger', name: 'MESSENGER_GRAPH_URL', url: config.MESSENGER_GRAPH_URL },
  ];
  return named.flatMap(({ what, name, url }): Finding[] => {
    const { protocol, hostname } = new URL(url);
    const isSafe = protocol === 'https:' || LOOPBACK.has(hostname);
    return isSafe
      ? []
      : [{ what, state: 'wrong', say: `${name}=${url} sends tokens unencrypted; leave it out` }];
  });
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
