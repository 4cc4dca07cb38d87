/** Types of `/embed.js`, which puts a Cortado page into yours. Every message is `{v: 1, type, …}`. */

export type ExecutionStatus = 'pending' | 'running' | 'waiting' | 'completed' | 'failed' | 'cancelled';
export type NodeStatus =
  | 'pending'
  | 'running'
  | 'retrying'
  | 'waiting'
  | 'completed'
  | 'error'
  | 'skipped'
  | 'cancelled';

/** What can be left out of an execution's view; of a dashboard, its header. */
export type Part = 'header' | 'graph' | 'log' | 'details' | 'foot';

export interface Theme {
  /** `auto`, the default, follows the visitor's system. */
  mode?: 'auto' | 'light' | 'dark';
  /** A CSS colour: buttons, focus, links. Text on it and in it keeps its contrast. */
  accent?: string;
  /** A CSS font-family of fonts that the visitor has. */
  font?: string;
  /** Of corners: pixels, or a CSS length. */
  radius?: number | string;
  compact?: boolean;
  hide?: readonly Part[];
  /** CSS variables of the page, such as `{'--milk': '#fff', '--card': 'light-dark(#fff, #111)'}`. */
  vars?: Readonly<Record<`--${string}`, string>>;
}

interface Envelope<Type extends string> {
  readonly v: 1;
  readonly type: Type;
}

/** The page shows what its token opens. */
export interface ReadyMessage extends Envelope<'ready'> {
  readonly executionId: string | null;
  readonly workflowId: string | null;
  readonly dashboardId: string | null;
}
/** Pixels that the page would like to have. */
export interface ResizeMessage extends Envelope<'resize'> {
  readonly height: number;
}
/** The visitor began an execution by the form. */
export interface StartedMessage extends Envelope<'started'> {
  readonly executionId: string;
}
export interface StatusMessage extends Envelope<'status'> {
  readonly executionId: string;
  readonly status: ExecutionStatus;
  /** 0 to 100 */
  readonly percentage: number;
  readonly currentNodeId: string | null;
}
export interface NodeMessage extends Envelope<'node'> {
  readonly executionId: string;
  readonly nodeId: string;
  readonly label: string;
  readonly status: NodeStatus;
  /** from 1 */
  readonly attempt: number;
}
/** The execution is over: no `status` and no `node` of it comes after. */
export interface EndMessage extends Envelope<'end'> {
  readonly executionId: string;
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly finalOutput: unknown;
  readonly error: string | null;
}
/** A new token is needed before this time (ISO 8601). Told again until one comes. */
export interface TokenExpiringMessage extends Envelope<'token-expiring'> {
  readonly expiresAt: string | null;
}
export interface ErrorMessage extends Envelope<'error'> {
  readonly message: string;
}

export type Message =
  | ReadyMessage
  | ResizeMessage
  | StartedMessage
  | StatusMessage
  | NodeMessage
  | EndMessage
  | TokenExpiringMessage
  | ErrorMessage;

/** What your back end got from `POST /api/embed-tokens`. */
export interface Grant {
  readonly token: string;
  readonly url: string;
}

export interface Options {
  /** The address of the page, with its token behind `#` or without. Left out: the one that comes with the first token. */
  url?: string;
  /** Fetches a token from your back end: the first one where `url` has none, and each next one in time. */
  getToken?: () => Promise<string | Grant>;
  /** In place of `getToken`: an address of yours that answers a POST with the answer of `POST /api/embed-tokens`. */
  endpoint?: string;
  theme?: Theme | 'auto' | 'light' | 'dark';
  locale?: 'en' | 'es';
  /** The frame's name for screen readers. */
  title?: string;
  /** Pixels; 240 by default. */
  minHeight?: number;
  /** Pixels; 800 by default. What is longer scrolls inside. */
  maxHeight?: number;
  /** `false` loads at once what is not in sight yet. */
  lazy?: boolean;
  onMessage?: (message: Message) => void;
  onReady?: (message: ReadyMessage) => void;
  onResize?: (message: ResizeMessage) => void;
  onStarted?: (message: StartedMessage) => void;
  onStatus?: (message: StatusMessage) => void;
  onNode?: (message: NodeMessage) => void;
  onEnd?: (message: EndMessage) => void;
  onTokenExpiring?: (message: TokenExpiringMessage) => void;
  onError?: (message: ErrorMessage) => void;
}

export interface Mounted {
  readonly frame: HTMLIFrameElement;
  /** Replaces the whole theme. */
  setTheme(theme: Theme | 'auto' | 'light' | 'dark'): void;
  /** For who renews tokens without being asked. */
  setToken(token: string): void;
  /** Takes the frame away; nothing is called back any more. */
  destroy(): void;
}

/** Puts the page into `element`. */
export function mountCortado(element: Element, options: Options): Mounted;

/**
 * `<cortado-embed endpoint="/my/cortado-token" theme="dark" accent="#0a7">`: the same without a line of script. Attributes:
 * `url`, `endpoint`, `theme`, `accent`, `font`, `radius`, `compact`, `hide`, `locale`, `title`, `min-height`,
 * `max-height`. Messages are events: `cortado-end`, `cortado-status` …, with the message as `detail`.
 */
export interface CortadoEmbedElement extends HTMLElement {
  /** null while it is in no document */
  readonly mounted: Mounted | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'cortado-embed': CortadoEmbedElement;
  }
}
