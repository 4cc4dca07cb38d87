/**
 * Puts a Cortado page into yours:
 *
 *   import { mountCortado } from 'https://cortado.example.com/embed.js';
 *   mountCortado(document.querySelector('#run'), { url, getToken });
 *
 * `url` comes from your back end (`POST /api/embed-tokens`), `getToken` fetches the next token from there when the one in
 * use is about to end. `onEvent` is given every message of the page: ready, resize, run.started, run.status,
 * run.finished, token.request, error.
 */
export function mountCortado(element, { url, getToken, theme, title = 'Cortado', onEvent = () => {} }) {
  const address = new URL(url, location.href);
  if (theme) address.searchParams.set('theme', theme);
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.style.border = '0';
  frame.style.width = '100%';
  frame.style.minHeight = '240px';

  const tell = (message) => frame.contentWindow?.postMessage({ v: 1, ...message }, address.origin);
  async function renew() {
    try {
      tell({ type: 'token.set', token: await getToken() });
    } catch (error) {
      onEvent({ v: 1, type: 'error', message: `No new token: ${error instanceof Error ? error.message : error}` });
    }
  }
  function hear({ source, origin, data }) {
    if (source !== frame.contentWindow || origin !== address.origin || data?.v !== 1) return;
    if (data.type === 'resize') frame.style.height = `${data.height}px`;
    if (data.type === 'token.request' && getToken) void renew();
    onEvent(data);
  }

  addEventListener('message', hear);
  frame.src = address.href;
  element.append(frame);
  return {
    frame,
    setTheme: (next) => tell({ type: 'theme.set', theme: next }),
    remove() {
      removeEventListener('message', hear);
      frame.remove();
    },
  };
}
