import { type Accessor, createSignal, type JSX, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { t } from '../i18n.ts';
import { Chart, type Picked } from './chart.tsx';
import type { DataPort, Face, Range, Table } from './dashboards-api.ts';
import { Gauge, Stat } from './numbers.tsx';
import { isEmpty } from './series.ts';
import { TableText } from './table-text.tsx';
import { createWidgetData, type WidgetData } from './widget-data.ts';

export type WidgetProps = {
  widget: Face;
  range: Range;
  data: DataPort;
  /** tells what is remembered of this dashboard from what is of others */
  place: string;
  changed: Accessor<number>;
  onPick?: ((picked: Picked, table: Table) => void) | undefined;
  /** buttons in the head */
  tools?: JSX.Element;
};

/** A widget with its head. Its data is asked for when it comes into view for the first time. */
export function WidgetCard(props: WidgetProps) {
  const [seen, setSeen] = createSignal(false);
  let card: HTMLElement | undefined;
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    );
    if (card) observer.observe(card);
    // paper shows all of it
    const all = () => setSeen(true);
    addEventListener('beforeprint', all);
    onCleanup(() => {
      observer.disconnect();
      removeEventListener('beforeprint', all);
    });
  });
  return (
    <section ref={card} class="widget card" data-type={props.widget.type} aria-label={props.widget.title || undefined}>
      <Show when={props.widget.title !== '' || props.tools}>
        <header class="widget-head">
          <h2 class="cut">{props.widget.title}</h2>
          <div class="widget-tools">{props.tools}</div>
        </header>
      </Show>
      <div class="widget-body">
        <Show when={props.widget.type !== 'text'} fallback={<p class="widget-text">{props.widget.options.text}</p>}>
          <Show when={seen()} fallback={<div class="widget-skeleton" />}>
            <Asking {...props} />
          </Show>
        </Show>
      </div>
    </section>
  );
}

function Asking(props: WidgetProps) {
  const data = createWidgetData(
    () => props.widget,
    () => props.range,
    () => props.data,
    () => props.place,
    props.changed,
  );
  return <WidgetBody widget={props.widget} data={data} onPick={props.onPick} />;
}

/** What a widget shows of its data: or that there is none yet, or why there is none. */
export function WidgetBody(props: {
  widget: Face;
  data: WidgetData;
  onPick?: ((picked: Picked, table: Table) => void) | undefined;
}) {
  return (
    <>
      <Show when={props.data.problem()}>
        {(problem) => (
          <p class="widget-note problem" role="status">
            {problem().message}
          </p>
        )}
      </Show>
      <Show
        when={props.data.table()}
        fallback={
          <Show when={!props.data.problem()}>
            <div class="widget-skeleton" />
          </Show>
        }
      >
        {(table) => <Shown widget={props.widget} table={table()} onPick={props.onPick} />}
      </Show>
    </>
  );
}

/** Why there is nothing, as far as that is known: who looks by a link is not told where data comes from. */
function emptyWord({ source }: Face) {
  if (source?.kind === 'node') return 'widget.noResult';
  const inTime = source?.kind === 'executions' || (source?.kind === 'database' && source.timeColumn !== null);
  return inTime ? 'widget.empty' : 'widget.nothing';
}

function Shown(props: { widget: Face; table: Table; onPick?: ((picked: Picked, table: Table) => void) | undefined }) {
  const isChart = () => ['bar', 'line', 'area', 'pie'].includes(props.widget.type);
  const nothing = () => (isChart() ? isEmpty(props.table) : props.table.rows.length === 0);
  return (
    <Show when={!nothing()} fallback={<p class="widget-note">{t(emptyWord(props.widget))}</p>}>
      <Switch>
        <Match when={props.widget.type === 'stat'}>
          <Stat widget={props.widget} table={props.table} />
        </Match>
        <Match when={props.widget.type === 'gauge'}>
          <Gauge widget={props.widget} table={props.table} />
        </Match>
        <Match when={props.widget.type === 'table'}>
          <section class="widget-scroll" tabindex="0" aria-label={props.widget.title || t('widget.type.table')}>
            <TableText widget={props.widget} table={props.table} />
          </section>
        </Match>
        <Match when={isChart()}>
          <Chart
            widget={props.widget}
            table={props.table}
            onPick={props.onPick && ((picked) => props.onPick?.(picked, props.table))}
          />
        </Match>
      </Switch>
    </Show>
  );
}
