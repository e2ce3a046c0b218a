import { mkdirSync, statSync } from 'node:fs';
import Database from 'libsql';
import { silentLog } from '../../../src/log.ts';
import { connect } from '../../../src/store/connection.ts';
import { type FileSystems, refuseNetworkFolder } from '../../../src/store/sqlite/network-folder.ts';
import { openTemporary } from './open.ts';

const options = { role: 'server', log: silentLog } as const;

test('one server for a file; commands may run beside it', async () => {
  const opened = await openTemporary({ role: 'server' });
  await expect(opened.again({ role: 'server' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('another server'),
  });
  const command = await opened.again();
  await command.mongoose.connection.collection('things').insertOne({ _id: 'x' } as never);
  expect(await opened.collection().findOne({ _id: 'x' } as never)).toEqual({ _id: 'x' });
  await opened.store.close();
  const next = await connect(opened.url, options);
  await next.close();
  await opened.close();
});

test('a start that fails gives the lock back', async () => {
  const opened = await openTemporary();
  const path = opened.url.slice('file:'.length);
  await opened.store.close();
  const file = new Database(path);
  file.pragma('user_version = 99');
  file.close();
  await expect(connect(opened.url, options)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('newer version'),
  });
  const again = new Database(path);
  again.pragma('user_version = 1');
  again.close();
  const store = await connect(opened.url, options);
  await store.close();
  await opened.close();
});

test('the folder is made for the owner only', async () => {
  const opened = await openTemporary();
  const store = await connect(`file:${opened.folder}/new/deeper/store.db`, options);
  expect(statSync(`${opened.folder}/new/deeper`).mode & 0o777).toBe(0o700);
  await store.close();
  await opened.close();
});

test.each(['', 'file:', 'sqlite:/x', 'http://x', './x.db'])('"%s" is no address of a store', async (url) => {
  await expect(connect(url, options)).rejects.toMatchObject({ code: 'invalid' });
});

test('a folder where a file should be says so', async () => {
  const opened = await openTemporary();
  mkdirSync(`${opened.folder}/folder.db`);
  await expect(connect(`file:${opened.folder}/folder.db`, options)).rejects.toThrow(/unable to open|open/i);
  await opened.close();
});

const on = (kind: number, mounts = ''): FileSystems => ({
  kindOf: async () => kind,
  mounts: async () => mounts,
});
const MOUNTS =
  '/dev/vda / ext4 rw 0 0\nuser@host: /srv/far fuse.sshfs rw 0 0\nportal /srv/near fuse.gocryptfs rw 0 0\n';

test.each([
  ['nfs', '/srv', on(0x6969)],
  ['smb2', '/srv', on(0xfe534d42)],
  ['smb2 as a negative number', '/srv', on(0xfe534d42 | 0)],
  ['cifs', '/srv', on(0xff534d42)],
  ['fuse.sshfs', '/srv/far/data', on(0x65735546, MOUNTS)],
])('%s is refused', async (name, folder, systems) => {
  const refused = refuseNetworkFolder(folder, systems);
  await expect(refused).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(name.split(' ')[0] ?? ''),
  });
});

test.each([
  ['ext4', '/srv', on(0xef53)],
  ['a local FUSE', '/srv/near', on(0x65735546, MOUNTS)],
  ['a folder whose name begins like a far one', '/srv/farther', on(0x65735546, MOUNTS)],
])('%s is fine', async (_, folder, systems) => {
  await expect(refuseNetworkFolder(folder, systems)).resolves.toBeUndefined();
});
