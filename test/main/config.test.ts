import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

test('needs nothing', () => {
  expect(readConfig({})).toEqual({
    port: 3001,
    host: '127.0.0.1',
    database: { url: 'file:data/cortado.db', authToken: undefined },
    concurrency: 64,
    httpAllow: [],
    openai: { apiKey: undefined, baseURL: undefined, model: undefined },
    auth: { required: false, setupToken: undefined },
    key: { current: undefined, old: [] },
    publicUrl: null,
    tracing: null,
    prefect: null,
    embedOrigins: [],
    trustProxy: [],
    webhookPerMinute: 6_000,
    payloadMax: 16 * 1024 * 1024,
    retention: { maxAgeDays: 30, maxPerWorkflow: 10_000 },
    logLevel: 'info',
    warnings: [],
  });
});

test('reads every variable', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '[::1]',
    DATABASE_URL: 'libsql://db.example',
    DATABASE_AUTH_TOKEN: 'secret',
    CONCURRENCY: '8',
    HTTP_ALLOW: 'API.internal., [::1]:3010,',
    OPENAI_API_KEY: 'key',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_MODEL: 'small',
    PAYLOAD_MAX: '2 MB',
    RETENTION_DAYS: '7',
    RETENTION_COUNT: '100',
    CORTADO_SETUP_TOKEN: 'a token of twenty characters',
    CORTADO_KEY: '11'.repeat(32),
    CORTADO_KEY_OLD: `${'A'.repeat(43)}=, ${'22'.repeat(32)}`,
    PUBLIC_URL: 'https://cortado.example/',
    EMBED_ORIGINS: 'https://shop.example, http://localhost:8080/',
    TRUST_PROXY: 'loopback, 10.1.0.0/16, ::1',
    WEBHOOK_PER_MINUTE: '50',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example:4318',
    OTEL_TRACES_SAMPLER_ARG: '0.1',
    LOG_LEVEL: 'debug',
  });
  expect(config).toEqual({
    port: 0,
    tracing: { endpoint: 'https://otel.example:4318', ratio: 0.1 },
    host: '::1',
    database: { url: 'libsql://db.example', authToken: 'secret' },
    concurrency: 8,
    httpAllow: [
      { kind: 'host', host: 'api.internal', port: null },
      { kind: 'range', address: '::1', bits: 128, port: 3010 },
    ],
    openai: { apiKey: 'key', baseURL: 'http://127.0.0.1:9/v1', model: 'small' },
    auth: { required: true, setupToken: 'a token of twenty characters' },
    key: {
      current: new Uint8Array(32).fill(0x11),
      old: [new Uint8Array(32), new Uint8Array(32).fill(0x22)],
    },
    publicUrl: 'https://cortado.example',
    prefect: null,
    embedOrigins: ['https://shop.example', 'http://localhost:8080'],
    trustProxy: ['127.0.0.0/8', '::1/128', '10.1.0.0/16', '::1'],
    webhookPerMinute: 50,
    payloadMax: 2 * 1024 * 1024,
    retention: { maxAgeDays: 7, maxPerWorkflow: 100 },
    logLevel: 'debug',
    warnings: [],
  });
});

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({
    port: 3001,
    database: { url: 'file:data/cortado.db' },
  });
});

test.each([
  ['PORT', '70000', 'PORT is "70000": expected a whole number from 0 to 65535: the port to listen on.'],
  ['PORT', '80.5', 'PORT is "80.5"'],
  ['HOST', '0.0.0.0', 'without authentication Cortado listens to this machine only'],
  ['DATABASE_URL', 'data.db', 'expected file:<path>, or a libsql:// or http(s):// address'],
  ['HOST', '127.0.0.300', '(127.0.0.1, ::1 or localhost)'],
  ['DATABASE_URL', 'file::memory:', 'expected file:<path>'],
  ['DATABASE_URL', 'file:///', 'expected file:<path>'],
  ['DATABASE_URL', 'file://data/cortado.db', 'what follows two slashes is the name of a machine'],
  ['DATABASE_URL', 'file:data/100%.db', '"%" itself is %25'],
  ['DATABASE_URL', 'libsql://[bad', 'or a libsql:// or http(s):// address'],
  [
    'DATABASE_URL',
    'http://me:secret@db',
    'DATABASE_URL is "http://…@db": expected an address without a user and password',
  ],
  ['CORTADO_AUTH', 'yes', 'CORTADO_AUTH is "yes": expected on or off'],
  ['CORTADO_SETUP_TOKEN', 'short', 'CORTADO_SETUP_TOKEN is "…": expected at least 20 characters'],
  ['CORTADO_WORKER_TOKEN', 'short', 'CORTADO_WORKER_TOKEN is "…": expected 20 to 200 printable characters'],
  ['PUBLIC_URL', 'cortado.example', 'expected an http(s) address'],
  ['TRUST_PROXY', '10.0.0.0/99', 'expected addresses, CIDRs, "loopback" or "private"'],
  ['CONCURRENCY', '0', 'expected a whole number from 1 to 10000'],
  ['HTTP_ALLOW', 'http://api.internal', 'expected hosts, addresses and CIDR ranges between commas'],
  ['OPENAI_BASE_URL', 'ftp://x', 'expected an http(s) address'],
  ['PAYLOAD_MAX', 'big', 'expected a size from 1KB to 512MB, such as 16MB'],
  ['PAYLOAD_MAX', '16', 'expected a size'],
  ['RETENTION_DAYS', '-1', 'days that finished executions are kept'],
  ['LOG_LEVEL', 'loud', 'expected one of trace, debug, info'],
])('refuses %s=%s', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(sentence);
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
});

test.each([
  'file:data/a.db',
  'file:/a.db',
  'file:///a.db',
  'file:a%20b.db',
  'http://127.0.0.1:8080',
  'wss://db.example',
])('takes DATABASE_URL=%s', (url) => expect(readConfig({ DATABASE_URL: url }).database.url).toBe(url));

test('shows no secret of an address that it refuses', () => {
  for (const url of ['postgres://me:hunter2@db/x', 'mysql://db?authToken=hunter2&a=1', 'http://hunter2@db']) {
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(/…/);
    expect(() => readConfig({ DATABASE_URL: url })).not.toThrow(/hunter2/);
  }
});

test('listens elsewhere only when it asks who calls', () => {
  expect(readConfig({ HOST: '0.0.0.0', CORTADO_AUTH: 'on' })).toMatchObject({
    host: '0.0.0.0',
    auth: { required: true },
  });
  expect(readConfig({ HOST: '0.0.0.0', CORTADO_SETUP_TOKEN: 'x'.repeat(20) }).auth.required).toBe(true);
  const off = { HOST: '0.0.0.0', CORTADO_AUTH: 'off', CORTADO_SETUP_TOKEN: 'x'.repeat(20) };
  expect(() => readConfig(off)).toThrow('Set CORTADO_AUTH=on');
});

test('lists everything that is wrong at once', () => {
  expect(() => readConfig({ PORT: 'x', CONCURRENCY: 'y' })).toThrow(/PORT is "x"[\s\S]*CONCURRENCY is "y"/);
});

test('warns of variables that look like its own', () => {
  const { warnings } = readConfig({
    CORTADO_SPEED: 'fast',
    OTHER: '1',
    CORTADO_URL: 'http://x',
  });
  expect(warnings).toEqual(['The variable CORTADO_SPEED is set, but means nothing to this version of Cortado.']);
});

test('knows a Prefect by its address and its proof', () => {
  expect(readConfig({}).prefect).toBe(null);
  expect(readConfig({ PREFECT_API_URL: 'http://p:4200/api/', PREFECT_API_AUTH_STRING: 'a:b' }).prefect).toEqual({
    address: { apiUrl: 'http://p:4200/api', proof: { kind: 'string', value: 'a:b' } },
    workPool: 'cortado',
    fallback: 'local',
  });
  const cloud = {
    PREFECT_API_URL: 'https://p/api',
    PREFECT_API_KEY: 'k',
    PREFECT_WORK_POOL: 'eu',
    PREFECT_FALLBACK: 'wait',
  };
  expect(readConfig(cloud).prefect).toEqual({
    address: { apiUrl: 'https://p/api', proof: { kind: 'key', value: 'k' } },
    workPool: 'eu',
    fallback: 'wait',
  });
  const wrong: Record<string, string>[] = [
    { PREFECT_API_URL: 'p:4200' },
    { PREFECT_API_URL: 'http://a:b@p/api' },
    { PREFECT_WORK_POOL: 'prefect-agents' },
    { PREFECT_FALLBACK: 'never' },
    { ...cloud, PREFECT_API_AUTH_STRING: 'a:b' },
  ];
  for (const env of wrong) expect(() => readConfig(env), JSON.stringify(env)).toThrow(/expected/i);
});
