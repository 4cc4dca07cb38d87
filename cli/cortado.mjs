#!/usr/bin/env node
// Plain JavaScript on purpose: it has to run on a Node that is too old for the rest, in order to say so.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `Cortado needs Node.js 22.19 or newer, this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org, or run "npx cortado" inside the project, which brings its own.\n',
  );
  process.exit(2);
}

const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
