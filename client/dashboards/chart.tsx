import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { reducedMotion } from '../clock.ts';
import { dateLocale, t } from '../i18n.ts';
import type { OpenChart } from './chart-library.ts';
import { chartOption } from './chart-option.ts';
import { readPalette } from './colors.ts';
import type { Face, Table } from './dashboards-api.ts';
import { namesOf } from './names.ts';
import { chartOf } from './series.ts';
import { TableText } from './table-text.tsx';

/** What is clicked in a chart: values of the first dimension and, where there is one, of the second. */
export type Picked = { readonly category: string; readonly series: string };

/** A chart on a canvas, with its data as a table for those who cannot see it. */
export function Chart(props: { widget: Face; table: Table; onPick?: ((picked: Picked) => void) | undefined }) {
  let element: HTMLDivElement | undefined;
  const [chart, setChart] = createSignal<OpenChart | null>(null);
  const [looks, setLooks] = createSignal(0);
  const [failed, setFailed] = createSignal(false);

  onMount(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const look = () => setLooks((count) => count + 1);
    scheme.addEventListener('change', look);
    // a theme is chosen here, or by the page around
    const themed = new MutationObserver(look);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'data-theme'] });
    let gone = false;
    const resized = new ResizeObserver(() => chart()?.resize());
    import('./chart-library.ts').then(
      ({ openChart }) => {
        if (gone || !element) return;
        const opened = openChart(element);
        opened.on('click', ({ dataIndex, seriesIndex }) => {
          const { categories, series } = chartOf(props.table);
          const category = categories[dataIndex];
          if (category === undefined) return;
          props.onPick?.({ category, series: series[seriesIndex ?? 0]?.name ?? '' });
        });
        resized.observe(element);
        setChart(opened);
      },
      () => setFailed(true),
    );
    onCleanup(() => {
      gone = true;
      scheme.removeEventListener('change', look);
      themed.disconnect();
      resized.disconnect();
      chart()?.dispose();
    });
  });

  let drawn = '';
  createEffect(() => {
    const opened = chart();
    if (!opened || !element) return;
    // colours are read from the page
    looks();
    const palette = readPalette(element);
    const font = getComputedStyle(element).fontFamily;
    const look = { palette, font, locale: dateLocale(), moves: !reducedMotion(), nameOf: namesOf(props.table) };
    // other values move to where they are; another look begins anew
    const { type, options } = props.widget;
    const drawing = JSON.stringify([type, options, looks(), props.table.columns.map(({ name }) => name)]);
    const how = drawing === drawn ? { replaceMerge: ['series'] } : { notMerge: true };
    drawn = drawing;
    opened.setOption(chartOption(props.widget, props.table, look), how);
  });

  return (
    <>
      <div ref={element} class="chart" data-picks={props.onPick ? '' : undefined} aria-hidden="true" />
      <Show when={failed()}>
        <p class="widget-note">{t('widget.noChart')}</p>
      </Show>
      <div class="sr">
        <TableText widget={props.widget} table={props.table} />
      </div>
    </>
  );
}
