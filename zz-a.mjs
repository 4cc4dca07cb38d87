import PDatabase from 'libsql/promise'; import Database from 'libsql';
import { rmSync } from 'node:fs';
for (const s of ['','-wal','-shm']) rmSync('/tmp/speed/b.db'+s,{force:true});
const p=new PDatabase('/tmp/speed/b.db',{timeout:10}); await p.exec('pragma journal_mode=wal'); await p.exec('pragma synchronous=full');
await p.exec('create table t(id text primary key, a text, b text, n integer); create index i on t(a)');
const d=new Database('/tmp/speed/b.db');
const ins=await p.prepare('insert into t values(?,?,?,0) on conflict do nothing returning b'); ins.raw(true);
const upd=await p.prepare('update t set n=n+1 where id=? returning id,a,b,n'); upd.raw(true);
const beg=await p.prepare('BEGIN IMMEDIATE'), com=await p.prepare('COMMIT');
beg.run([]); console.log(ins.get(['1','x','y']), ins.get(['1','x','y']), upd.get(['1'])); await p.exec('COMMIT'); console.log('committed', p.inTransaction, d.prepare('select * from t').all([]));
for(let i=0;i<2000;i++) d.prepare('insert into t values(?,?,?,0)').run(['k'+i,'a'.repeat(30),'b'.repeat(100)]);
const updS=d.prepare('update t set n=n+1 where id=? returning id,a,b,n').raw(true); const selS=d.prepare('select id,a,b,n from t where id=?').raw(true);
const selW=d.prepare("select id,a,b,n,id,a,b,n,id,a,b,n,id,a,b,n,id,a,b,n,id from t where id=?").raw(true);
function t(name,f){ for(let r=0;r<4;r++){ const c=process.cpuUsage(); for(let i=0;i<2000;i++) f('k'+i); const u=process.cpuUsage(c); if(r==3) console.log(name,((u.user+u.system)/2000).toFixed(2),'us'); } }
d.exec('begin'); t('upd all',k=>updS.all([k])); t('upd get',k=>updS.get([k])); d.exec('commit');
t('sel all',k=>selS.all([k])); t('sel get',k=>selS.get([k])); t('sel21 all',k=>selW.all([k])); t('sel21 get',k=>selW.get([k]));
try { beg.run([]); ins.get(['zz','x','y']); const q=p.exec('COMMIT'); console.log('in transaction while committing?', p.inTransaction); await q; } catch(e){console.log(e)}
// error on commit
try { await p.exec('COMMIT'); } catch(e) { console.log(e.constructor.name, e.code, e.message); }
// misuse: get w/o completing then commit
beg.run([]); upd.get(['k1']); com.run([]); console.log(p.inTransaction);
