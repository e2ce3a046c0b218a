import { statfs } from 'node:fs/promises';
import { AppError } from '../../errors.ts';

// Numbers from Linux's statfs(2) and magic.h. Locks and shared memory of SQLite do not hold across machines.
const NETWORK_TYPES: Record<number, string> = {
  26985: 'nfs',
  20859: 'smb',
  4266872130: 'smb2',
  4283649346: 'cifs',
  1702057286: 'fuse',
  16914839: '9p',
  12805120: 'ceph',
  1397113167: 'afs',
  1799439955: 'afs',
  1937076805: 'coda',
  1196443219: 'gpfs',
  198183888: 'lustre',
  19993000: 'ocfs2',
  18225520: 'gfs2',
};

/** Throws when the folder is on a file system that SQLite cannot be trusted on. */
export async function refuseNetworkFolder(
  folder: string,
  typeOf: (folder: string) => Promise<number> = typeOfFolder,
): Promise<void> {
  const name = NETWORK_TYPES[(await typeOf(folder)) >>> 0];
  if (!name) return;
  throw new AppError(
    'invalid',
    `${folder} is on a network file system (${name}); use a local disk or STORE_URL=mongodb://…`,
  );
}

const typeOfFolder = async (folder: string): Promise<number> => (await statfs(folder)).type;
