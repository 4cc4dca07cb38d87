/** An input or output: its tree, its size, and the whole of it when only the beginning came. */
import { createSignal, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import type { Json, LogRow } from '../../db/model.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { JsonTree } from '../components/json-tree.tsx';
import { bytes } from '../format.ts';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';

export type PayloadSide = 'input' | 'output';

/** `row`: the row that has the payload, or one whose whole has it. */
export function Payload(props: { title: string; side: PayloadSide; row: LogRow; executionId: string; lazy?: boolean }) {
  const { source } = useRun();
  const [whole, setWhole] = createSignal<LogRow | null>(null);
  const [loading, setLoading] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  const dataOf = (row: LogRow): Json => (props.side === 'input' ? row.inputData : row.outputData);
  const size = () => (props.side === 'input' ? props.row.inputSize : props.row.outputSize);
  const preview = () => (props.side === 'input' ? props.row.inputPreview : props.row.outputPreview);
  const missing = () => whole() === null && (size() !== undefined || props.lazy || (props.row.truncated && !preview()));
  const data = () => dataOf(whole() ?? props.row);

  async function fetchWhole(): Promise<LogRow | null> {
    const known = whole();
    if (known) return known;
    setLoading(true);
    setProblem(null);
    try {
      const row = await source.wholeRow(props.executionId, props.row.seq);
      setWhole(row);
      return row;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      setLoading(false);
    }
  }
  onMount(() => {
    // What the server works out is asked for at once, unless much would come with it.
    if (props.lazy && props.row.outputSize === undefined) void fetchWhole();
  });
  const text = async () => {
    const row = missing() ? await fetchWhole() : (whole() ?? props.row);
    return row ? asText(dataOf(row)) : '';
  };
  async function download(): Promise<void> {
    const row = missing() ? await fetchWhole() : (whole() ?? props.row);
    if (row) saveFile(`${row.nodeId}-${props.side}`, dataOf(row));
  }
  const shownSize = () => size() ?? (missing() ? undefined : JSON.stringify(data() ?? null).length);

  return (
    <Section
      title={props.title}
      note={shownSize() === undefined ? undefined : bytes(shownSize() ?? 0)}
      actions={
        <>
          <CopyButton text={text} />
          <button type="button" class="button small plain" onClick={download}>
            {t('app.download')}
          </button>
        </>
      }
    >
      <Switch fallback={<JsonTree value={data()} />}>
        <Match when={missing()}>
          <Show when={preview()}>{(start) => <pre class="preview mono">{start().slice(0, 1_200)}…</pre>}</Show>
          <button type="button" class="button small" disabled={loading()} onClick={fetchWhole}>
            {loading() ? t('json.loading') : whatIsMissing(size())}
          </button>
          <Show when={problem()}>
            <p class="problem">{problem()}</p>
          </Show>
        </Match>
        <Match when={typeof data() === 'string' && (data() as string)}>{(words) => <LongText text={words()} />}</Match>
      </Switch>
    </Section>
  );
}

function whatIsMissing(size: number | undefined): string {
  return size === undefined ? t('node.showInput') : t('json.showAll', { size: bytes(size) });
}

/** As the browser saves files; text as text, everything else as JSON. */
function saveFile(name: string, value: Json): void {
  const isText = typeof value === 'string';
  const url = URL.createObjectURL(
    new Blob([asText(value)], { type: isText ? 'text/plain;charset=utf-8' : 'application/json' }),
  );
  const link = Object.assign(document.createElement('a'), {
    href: url,
    download: `${name}.${isText ? 'txt' : 'json'}`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** Characters that are shown at first, and that each further look adds: a page of text that a browser lays out at once. */
const SHOWN = 20_000;
const MORE = 200_000;

/** Text as people read it; a very long one a part at a time. */
export function LongText(props: { text: string; streaming?: boolean }) {
  const [length, setLength] = createSignal(SHOWN);
  const rest = () => Math.max(0, props.text.length - length());
  // What streams is looked at where it grows.
  const shown = () => (props.streaming ? props.text.slice(-SHOWN) : props.text.slice(0, length()));
  return (
    <>
      <p class="words" data-streaming={props.streaming ? '' : undefined}>
        {shown()}
      </p>
      <Show when={rest() > 0 && !props.streaming}>
        <button type="button" class="button small" onClick={() => setLength(length() + MORE)}>
          {t('json.moreText', { size: bytes(Math.min(rest(), MORE)), all: bytes(props.text.length) })}
        </button>
      </Show>
    </>
  );
}

export function Section(props: { title: string; note?: string; actions?: JSX.Element; children: JSX.Element }) {
  return (
    <section class="section">
      <header>
        <h2>{props.title}</h2>
        <Show when={props.note}>
          <span class="muted num note">{props.note}</span>
        </Show>
        <Show when={props.actions}>
          <span class="section-actions">{props.actions}</span>
        </Show>
      </header>
      {props.children}
    </section>
  );
}
