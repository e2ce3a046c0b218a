import { readFile, statfs } from 'node:fs/promises';
import { AppError } from '../../errors.ts';

/** What the system says about the file system of a folder: the number of its kind, and the table of mounts. */
export type FileSystems = {
  kindOf(folder: string): Promise<number>;
  mounts(): Promise<string>;
};

// Numbers from Linux's statfs(2). Locks and shared memory, which SQLite needs, do not hold across machines.
const NETWORK: Record<number, string> = {
  26985: 'nfs',
  20859: 'smb',
  4266872130: 'smb2',
  4283649346: 'cifs',
  16914839: '9p',
  12805120: 'ceph',
  1397113167: 'afs',
  1799439955: 'afs',
  1937076805: 'coda',
  1196443219: 'gpfs',
  198183888: 'lustre',
  1952539503: 'ocfs2',
  18225520: 'gfs2',
};
const FUSE = 0x65735546;
// FUSE is local as often as not; what is behind it stands in the table of mounts.
const NETWORK_FUSE =
  /^fuse\.(sshfs|rclone|s3fs|glusterfs|gcsfuse|davfs|curlftpfs|smbnetfs|juicefs|cephfs|afpfs)/;

/** Throws when the folder is on a file system that SQLite cannot be trusted on. */
export async function refuseNetworkFolder(folder: string, systems: FileSystems = linux): Promise<void> {
  const kind = (await systems.kindOf(folder)) >>> 0;
  const name = kind === FUSE ? await fuseName(folder, systems) : NETWORK[kind];
  if (name === undefined) return;
  throw new AppError(
    'invalid',
    `${folder} is on a network file system (${name}), where the embedded store would be damaged: ` +
      'use a local disk, or STORE_URL=mongodb://…',
  );
}

async function fuseName(folder: string, systems: FileSystems): Promise<string | undefined> {
  const mounts = (await systems.mounts()).split('\n').map((line) => line.split(' '));
  const around = mounts.filter(([, place = '']) =>
    `${folder}/`.startsWith(place === '/' ? '/' : `${place}/`),
  );
  const [nearest] = around.sort(([, a = ''], [, b = '']) => b.length - a.length);
  const kind = nearest?.[2] ?? '';
  return NETWORK_FUSE.test(kind) ? kind : undefined;
}

const linux: FileSystems = {
  kindOf: async (folder) => (await statfs(folder)).type,
  mounts: () => readFile('/proc/self/mounts', 'utf8').catch(() => ''),
};
