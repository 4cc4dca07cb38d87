/** `/embed.js`: what other products load to put a page of ours into theirs. Its types are served beside it, as `/embed.d.ts`. */
import type { Grant, Message, Mounted, Options, Theme } from '../public/embed.d.ts';

const NEAR = '400px';

type Callbacks = Record<string, ((message: Message) => void) | undefined>;

export function mountCortado(element: Element, options: Options): Mounted {
  const { minHeight = 240, maxHeight = 800 } = options;
  const frame = document.createElement('iframe');
  frame.title = options.title ?? 'Cortado';
  frame.allow = 'clipboard-write';
  // What it is told goes to this page's origin alone: it has to know it, whatever this page tells others.
  frame.referrerPolicy = 'origin';
  frame.style.cssText = `display:block;width:100%;height:${minHeight}px;border:0`;
  let theme = themeOf(options.theme);
  let origin = '';
  let gone = false;
  let renewing = false;

  const tell = (message: object) => {
    if (origin) frame.contentWindow?.postMessage({ v: 1, ...message }, origin);
  };
  function say(message: Message): void {
    const name = message.type.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
    options.onMessage?.(message);
    (options as Callbacks)[`on${name}`]?.(message);
  }
  async function ask(): Promise<Grant> {
    if (options.getToken) {
      const given = await options.getToken();
      return typeof given === 'string' ? { token: given, url: '' } : given;
    }
    const answer = await fetch(options.endpoint ?? '', { method: 'POST' });
    if (!answer.ok) throw new Error(`"${options.endpoint}" answered ${answer.status}.`);
    return answer.json();
  }
  /** Null, and told, when there is no token to be had. */
  async function grant(): Promise<Grant | null> {
    try {
      const given = await ask();
      return gone ? null : given;
    } catch (error) {
      if (!gone) say({ v: 1, type: 'error', message: `No token: ${error}` });
      return null;
    }
  }
  async function renew(): Promise<void> {
    if (renewing || !(options.getToken || options.endpoint)) return;
    renewing = true;
    const given = await grant();
    renewing = false;
    if (given) tell({ type: 'token', token: given.token });
  }
  async function load(): Promise<void> {
    const url = options.url || (await grant())?.url;
    if (!url || gone) return;
    const address = new URL(url, location.href);
    for (const [name, value] of addressOf(theme)) address.searchParams.set(name, value);
    if (options.locale) address.searchParams.set('locale', options.locale);
    origin = address.origin;
    frame.src = address.href;
  }
  function hear({ source, origin: from, data }: MessageEvent): void {
    if (source !== frame.contentWindow || from !== origin || data?.v !== 1) return;
    if (data.type === 'resize') frame.style.height = `${Math.min(Math.max(data.height, minHeight), maxHeight)}px`;
    if (data.type === 'token-expiring') void renew();
    // what was set before it could hear
    if (data.type === 'ready') tell({ type: 'theme', theme });
    say(data);
  }

  addEventListener('message', hear);
  element.append(frame);
  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void load();
    },
    { rootMargin: NEAR },
  );
  if (options.lazy === false) void load();
  else near.observe(frame);
  return {
    frame,
    setTheme(next) {
      theme = themeOf(next);
      tell({ type: 'theme', theme });
    },
    setToken: (token) => tell({ type: 'token', token }),
    destroy() {
      gone = true;
      near.disconnect();
      removeEventListener('message', hear);
      frame.remove();
    },
  };
}

function themeOf(theme: Options['theme']): Theme {
  return typeof theme === 'string' ? { mode: theme } : { ...theme };
}

function addressOf({ mode, compact, hide, vars, ...texts }: Theme): [string, string][] {
  const given = { theme: mode, compact: compact ? '1' : '', hide: hide?.join(), ...texts, ...vars };
  return Object.entries(given).flatMap(([name, value]) => (value || value === 0 ? [[name, String(value)]] : []));
}

const read = (element: Element, name: string) => element.getAttribute(name) ?? undefined;
const number = (element: Element, name: string) => Number(read(element, name)) || undefined;

class CortadoEmbed extends HTMLElement {
  static observedAttributes = ['theme', 'accent', 'font', 'radius', 'compact', 'hide'];
  mounted: Mounted | null = null;

  connectedCallback(): void {
    this.style.display ||= 'block';
    this.mounted ??= mountCortado(this, {
      ...defined({
        url: read(this, 'url'),
        endpoint: read(this, 'endpoint'),
        locale: read(this, 'locale') as Options['locale'],
        title: read(this, 'title'),
        minHeight: number(this, 'min-height'),
        maxHeight: number(this, 'max-height'),
      }),
      theme: this.theme(),
      onMessage: (message) => this.dispatchEvent(new CustomEvent(`cortado-${message.type}`, { detail: message })),
    });
  }
  disconnectedCallback(): void {
    this.mounted?.destroy();
    this.mounted = null;
  }
  attributeChangedCallback(): void {
    this.mounted?.setTheme(this.theme());
  }
  private theme(): Theme {
    return defined({
      mode: read(this, 'theme'),
      accent: read(this, 'accent'),
      font: read(this, 'font'),
      radius: read(this, 'radius'),
      compact: this.hasAttribute('compact'),
      hide: read(this, 'hide')?.split(/[ ,]+/),
    }) as Theme;
  }
}

function defined<T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

if (!customElements.get('cortado-embed')) customElements.define('cortado-embed', CortadoEmbed);
