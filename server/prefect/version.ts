/** Versions of Prefect that this program was run against, and what is said of others. */

/** In which the tests of this repository run. */
export const TESTED_VERSION = '3.9.1';
const OLDEST = [3, 4] as const;

/**
 * Whether a version (such as `3.9.1` or `3.10.0.dev2`) can be worked with. `warning` is a sentence about one that can,
 * perhaps; `refusal` about one that cannot.
 */
export function judgeVersion(version: string): { readonly warning?: string; readonly refusal?: string } {
  const [major, minor] = version.split('.').map(Number);
  if (major === undefined || minor === undefined || Number.isNaN(major) || Number.isNaN(minor)) {
    return { warning: `Expected a version of Prefect such as ${TESTED_VERSION}, got "${version}".` };
  }
  if (major !== OLDEST[0] || minor < OLDEST[1]) {
    return {
      refusal: `Expected Prefect 3, version ${OLDEST.join('.')} or newer, got "${version}". Cortado is tested with ${TESTED_VERSION}.`,
    };
  }
  const [, testedMinor] = TESTED_VERSION.split('.').map(Number);
  if (minor > testedMinor!) {
    return {
      warning: `Prefect is ${version}, newer than ${TESTED_VERSION}, with which this version of Cortado is tested. What it answers may have changed.`,
    };
  }
  return {};
}
