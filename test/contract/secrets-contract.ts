import { expect, it } from 'vitest';
import { at } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const credential = (name: string) => ({
  name,
  kind: 'bearer',
  sealed: `sealed ${name}`,
  createdAt: at(1),
  updatedAt: at(1),
});
const key = (kid: string) => ({ kid, name: 'Shop', sealed: `sealed ${kid}`, createdAt: at(1) });

export function secretsContract(open: OpenStore): void {
  it('keeps credentials of an organization by name', async () => {
    const store = await open();
    await store.credentials.add('default', credential('b'));
    await store.credentials.add('default', credential('a'));
    await store.credentials.add('acme', credential('a'));
    await expect(store.credentials.add('default', credential('a'))).rejects.toMatchObject({ code: 'conflict' });
    expect((await store.credentials.list('default')).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(await store.credentials.get('acme', 'b')).toBeNull();
    expect(await store.credentials.change('acme', 'b', 'basic', 'x', at(2))).toBe(false);
    expect(await store.credentials.change('default', 'b', 'basic', 'x', at(2))).toBe(true);
    const changed = { ...credential('b'), kind: 'basic', sealed: 'x', updatedAt: at(2) };
    expect(await store.credentials.get('default', 'b')).toEqual(changed);
    expect(await store.credentials.remove('acme', 'b')).toBe(false);
    expect(await store.credentials.remove('default', 'b')).toBe(true);
    expect(await store.credentials.get('default', 'b')).toBeNull();
  });

  it('finds an embed key by its id, whosever it is', async () => {
    const store = await open();
    await store.embedKeys.add('default', key('k1'));
    await store.embedKeys.add('acme', key('k2'));
    expect(await store.embedKeys.list('default')).toEqual([key('k1')]);
    expect(await store.embedKeys.find('k2')).toEqual({ ...key('k2'), organizationId: 'acme' });
    expect(await store.embedKeys.remove('default', 'k2')).toBe(false);
    expect(await store.embedKeys.remove('acme', 'k2')).toBe(true);
    expect(await store.embedKeys.find('k2')).toBeNull();
  });

  it('seals everything anew, or nothing', async () => {
    const store = await open();
    expect(await store.sealed.replace((text) => text)).toBe(0);
    await store.credentials.add('default', credential('a'));
    await store.credentials.add('acme', credential('a'));
    await store.embedKeys.add('acme', key('k'));
    const failing = store.sealed.replace((text) => {
      if (text === 'sealed k') throw new Error('another key');
      return 'lost';
    });
    await expect(failing).rejects.toThrow('another key');
    expect((await store.credentials.get('default', 'a'))?.sealed).toBe('sealed a');
    expect(await store.sealed.replace((text) => `${text} anew`)).toBe(3);
    expect((await store.credentials.get('acme', 'a'))?.sealed).toBe('sealed a anew');
    expect((await store.embedKeys.find('k'))?.sealed).toBe('sealed k anew');
  });
}
