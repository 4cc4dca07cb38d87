import { createSignal, For, Show } from 'solid-js';
import { t } from '../i18n.ts';
import { namedRanges, type Range } from './dashboards-api.ts';

/** The time that is looked at: up to now, or between two times. */
export function RangePicker(props: { range: Range; onRange(range: Range): void }) {
  const [own, setOwn] = createSignal(typeof props.range !== 'string');
  const chosen = () => (own() ? 'own' : String(props.range));
  function choose(value: string): void {
    const named = namedRanges.find((each) => each === value);
    setOwn(named === undefined);
    if (named) props.onRange(named);
  }
  function between(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [from, to] = ['from', 'to'].map((name) => new Date(String(data.get(name)))) as [Date, Date];
    if (!(from < to)) return;
    props.onRange({ from: from.toISOString(), to: to.toISOString() });
  }
  const local = (iso: string) => {
    const time = new Date(iso);
    return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  return (
    <div class="range">
      <select
        class="field"
        aria-label={t('range.label')}
        value={chosen()}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <For each={namedRanges}>{(each) => <option value={each}>{t(`range.${each}`)}</option>}</For>
        <option value="own">{t('range.own')}</option>
      </select>
      <Show when={own()}>
        <form class="range-own" method="post" onSubmit={between}>
          <input
            class="field"
            type="datetime-local"
            name="from"
            required
            aria-label={t('range.from')}
            value={typeof props.range === 'string' ? '' : local(props.range.from)}
          />
          <input
            class="field"
            type="datetime-local"
            name="to"
            required
            aria-label={t('range.to')}
            value={typeof props.range === 'string' ? '' : local(props.range.to)}
          />
          <button type="submit" class="button small">
            {t('range.show')}
          </button>
        </form>
      </Show>
    </div>
  );
}

/** The range that an address names; null: none. */
export function rangeIn(query: { range?: string; from?: string; to?: string }): Range | null {
  const { range, from, to } = query;
  if (from && to && !Number.isNaN(Date.parse(from)) && !Number.isNaN(Date.parse(to))) return { from, to };
  return namedRanges.find((each) => each === range) ?? null;
}

/** How a range stands in an address. */
export function rangeQuery(range: Range): { range?: string; from?: string; to?: string } {
  return typeof range === 'string'
    ? { range, from: undefined, to: undefined }
    : { range: undefined, from: range.from, to: range.to };
}
