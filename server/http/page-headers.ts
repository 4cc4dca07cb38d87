/** What a browser is told about the pages of the dashboard: what they may load, and who may frame them. */

/** Who may show a page of this path in a frame. The one place that decides it: nobody, but for the pages made for it. */
function framedBy(path: string, embedOrigins: readonly string[]): string {
  return path.startsWith('/embed/') ? ["'self'", ...embedOrigins].join(' ') : "'none'";
}

const POLICY = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
};

const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers of the page at `path`; `styles` are sources of style sheets beside its own. */
export function pageHeaders(
  path: string,
  { embedOrigins = [], styles = '' }: { embedOrigins?: readonly string[]; styles?: string } = {},
): Record<string, string> {
  const ancestors = framedBy(path, embedOrigins);
  const policy = { ...POLICY, 'style-src': `'self' ${styles}`.trim(), 'frame-ancestors': ancestors };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, sources]) => `${name} ${sources}`)
      .join('; '),
    // what an address carries is nobody else's business
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': PERMISSIONS,
    ...(ancestors === "'none'" ? { 'X-Frame-Options': 'DENY' } : {}),
  };
}
