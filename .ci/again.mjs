/**
 * `node .ci/again.mjs <report.json> <exit code> <vitest arguments>`: runs the files that failed once more, by themselves and one
 * after another, since a machine that is shared may starve a test that is right. Says what failed first, and counts
 * what both runs came to. A file that fails twice has failed, and so has a run that ended badly with no file to blame.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [path, exitCode, ...args] = process.argv.slice(2);
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);
const report = read(path);
if (!report) {
  console.error(`Expected the report of a test run at "${path}": the run did not come to its end.`);
  process.exit(1);
}

const countOf = ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests });
const failed = report.testResults.filter(({ status }) => status === 'failed');
let { passed, failed: failures } = countOf(report);
let ended = failed.length === 0 && exitCode === '0' ? 0 : 1;

if (failed.length > 0) {
  console.log('\nFAILED AT FIRST:');
  for (const { name, message, assertionResults } of failed) {
    console.log(`  ${relative('.', name)}${message ? `: ${message}` : ''}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') console.log(`    ${fullName}\n      ${failureMessages.join('\n').slice(0, 2_000)}`);
    }
  }
  console.log('\nThe same files once more, by themselves:');
  const second = `${path}.again.json`;
  const files = failed.map(({ name }) => relative('.', name));
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...args, '--maxWorkers=1', ...files];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${second}`];
  const run = spawnSync('node', [...vitest, ...reporters], { stdio: 'inherit' });
  const again = read(second);
  const before = failed.flatMap(({ assertionResults }) => assertionResults);
  passed -= before.filter(({ status }) => status === 'passed').length;
  failures = again ? countOf(again).failed : failures;
  passed += again ? countOf(again).passed : 0;
  ended = run.status === 0 && again?.success ? 0 : 1;
  console.log(ended === 0 ? '\nThey passed by themselves: look at what they wait for.' : '\nFAILED TWICE.');
}

console.log(`\n${passed} passed, ${failures} failed`);
process.exit(ended);
