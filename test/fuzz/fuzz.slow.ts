/** The laws again, with forty times as many inputs, and other ones each time; a failure names its seed. */
import process from 'node:process';

process.env.CORTADO_FUZZ = 'long';
await import('./texts.test.ts');
await import('./nodes.test.ts');
await import('./requests.test.ts');
await import('./client.test.ts');
